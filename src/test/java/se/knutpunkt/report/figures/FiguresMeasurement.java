package se.knutpunkt.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.app.SeededQuarters;
import se.knutpunkt.ledger.ReportedLedger;
import se.knutpunkt.operate.WatchedConfiguration;

/**
 * How long the figures of a quarter of two million messages take; see docs/measured.md. Run by hand, as it takes some minutes:
 * {@code ./mvnw test -Dtest=FiguresMeasurement}, with {@code -Dmeasure.messages=} for another number. With {@code -Dmeasure.wait=FILE}
 * it waits, filled, until the file is there. It asserts that all are counted, never a time.
 */
class FiguresMeasurement {

    private static final int MESSAGES = Integer.getInteger("measure.messages", 2_000_000);
    private static final int TIMES = 3;
    private static final Period QUARTER = Period.parse("2026Q3");

    @Test
    void aQuarterOfTwoMillionMessages() throws IOException, InterruptedException {
        ConfigurationInForce configuration = WatchedConfiguration.inForce();
        FigureCatalogue catalogue = FigureCatalogue.load();
        try (ReportedLedger ledger = new ReportedLedger()) {
            long began = System.nanoTime();
            new SeededQuarters(ledger.copy(), configuration.get().directory(), 1)
                    .writeCalm(QUARTER, MESSAGES * 10 / 44);
            ledger.copy().settle();
            tell("filled", began);
            String file = System.getProperty("measure.wait", "");
            while (!file.isEmpty() && !Files.exists(Path.of(file))) {
                Thread.sleep(200);
            }
            Deviations deviations = new Deviations(ledger.incidents());
            List<FigureSource> sources = List.of(
                    new Availability(catalogue, ledger.status(), ledger.incidents()),
                    new TrafficFigures(catalogue, ledger.status()),
                    new LawFigures(catalogue, ledger.status()),
                    new OperationFigures(catalogue, ledger.status()),
                    new DeviationFigures(catalogue, deviations));
            Figures figures = new Figures(
                    new FigureMaker(catalogue, deviations, sources),
                    ledger.figureSets(),
                    configuration,
                    ledger.configurations(),
                    Clock.fixed(QUARTER.end().plusSeconds(86_400), ZoneOffset.UTC));
            String hash = "";
            for (int i = 0; i < TIMES; i++) {
                long start = System.nanoTime();
                FigureSet set = figures.draft(QUARTER);
                tell(
                        set.find("status.accepted").orElseThrow().value() + " messages, "
                                + set.figures().size() + " figures",
                        start);
                assertThat(set.find("status.accepted").orElseThrow().value().intValue())
                        .isGreaterThan(MESSAGES * 9 / 10);
                assertThat(set.hash()).isIn(hash.isEmpty() ? set.hash() : hash);
                hash = set.hash();
            }
            for (FigureSource source : sources) {
                long start = System.nanoTime();
                source.list(QUARTER, configuration.get().directory());
                tell(source.getClass().getSimpleName(), start);
            }
        }
    }

    private static void tell(String what, long since) throws IOException {
        String line = String.format(
                Locale.ROOT,
                "%s: %.1f s%n",
                what,
                Duration.ofNanos(System.nanoTime() - since).toMillis() / 1000.0);
        Files.writeString(
                Path.of("target/figures-measured.txt"),
                line,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
    }
}
