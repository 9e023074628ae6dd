package se.knutpunkt.report.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.app.SeededQuarters;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.OperatorAction;
import se.knutpunkt.ledger.ReportedLedger;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.WatchedConfiguration;

/** Five made-up quarters in a real ledger: their figures, to the last digit, and what freezing promises. */
class FiguresIT {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final long SEED = 20261124;
    private static final int EPISODES = 700;
    private static final Path GOLDEN = Path.of("test-data/figures");

    private static final FigureCatalogue CATALOGUE = FigureCatalogue.load();
    private static final ConfigurationInForce CONFIGURATION = WatchedConfiguration.inForce();
    private static final Directory DIRECTORY = CONFIGURATION.get().directory();
    private static ReportedLedger ledger;
    private static List<FigureSource> sources;
    private static Figures figures;

    @BeforeAll
    static void seed() {
        ledger = new ReportedLedger();
        new SeededQuarters(ledger.copy(), DIRECTORY, SEED).writeStory(NOW, EPISODES);
        ledger.sql().sql("ANALYZE").update();
        Deviations deviations = new Deviations(ledger.incidents());
        sources = List.of(
                new Availability(CATALOGUE, ledger.status(), ledger.incidents()),
                new TrafficFigures(CATALOGUE, ledger.status()),
                new LawFigures(CATALOGUE, ledger.status()),
                new OperationFigures(CATALOGUE, ledger.status()),
                new DeviationFigures(CATALOGUE, deviations));
        figures = at(NOW);
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    private static Figures at(Instant now) {
        return new Figures(
                new FigureMaker(CATALOGUE, new Deviations(ledger.incidents()), sources),
                ledger.figureSets(),
                CONFIGURATION,
                ledger.configurations(),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3", "2025"})
    void theFiguresAreThoseOfTheFile(String name) throws IOException {
        FigureSet set = figures.draft(Period.parse(name));
        String text = set.figures().stream()
                        .filter(figure -> !figure.scope().shape().equals("service-party"))
                        .map(FiguresIT::line)
                        .collect(Collectors.joining("\n", "", "\n"))
                + set.deviations().stream().map(one -> one + "\n").collect(Collectors.joining());
        Path golden = GOLDEN.resolve(name + ".txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertThat(text).isEqualTo(Files.readString(golden));
        assertThat(System.getProperty("golden"))
                .as("written, look at the difference")
                .isNull();
    }

    private static String line(Figure figure) {
        Scope scope = figure.scope();
        return String.join(
                " | ",
                figure.id(),
                scope.service() + scope.party() + (scope.item().isEmpty() ? "" : "#" + scope.item()),
                figure.find().map(BigDecimal::toPlainString).orElse(figure.reason()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"})
    void thePartsMakeTheWhole(String name) {
        Period period = Period.parse(name);
        Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
        for (FigureSource source : sources) {
            for (Figure figure : source.list(period, DIRECTORY)) {
                if (figure.unit() == Unit.COUNT && figure.isPresent()) {
                    sums.computeIfAbsent(figure.id(), any -> new TreeMap<>())
                            .merge(figure.scope().shape(), figure.value(), BigDecimal::add);
                }
            }
        }
        for (String id : List.of(
                "status.accepted",
                "status.refused",
                "status.deliveries",
                "status.delivered",
                "status.undelivered",
                "status.delivered-late")) {
            Map<String, BigDecimal> of = sums.get(id);
            assertThat(of.get("party")).as(id + " of parties").isEqualByComparingTo(of.get("whole"));
            assertThat(of.getOrDefault("service", BigDecimal.ZERO))
                    .as(id + " of services")
                    .isEqualByComparingTo(of.get("whole"));
        }
        Map<String, BigDecimal> accepted = sums.get("status.accepted");
        assertThat(accepted.get("item")).isEqualByComparingTo(accepted.get("whole"));
        assertThat(sums.get("status.accepted-by-version").get("item")).isEqualByComparingTo(accepted.get("whole"));
        assertThat(sums.get("status.deliveries").get("service-party"))
                .isEqualByComparingTo(sums.get("status.deliveries").get("whole"));
        assertThat(sums.get("status.delivered")
                        .get("whole")
                        .add(sums.get("status.undelivered").get("whole")))
                .isEqualByComparingTo(sums.get("status.deliveries").get("whole"));
        assertThat(sums.get("status.reprocessing").get("item"))
                .isEqualByComparingTo(sums.get("status.reprocessing").get("whole"));
    }

    @Test
    void everyFigureIsInTheCatalogueInTheScopeItSays() {
        for (Period period : Period.quarterOf(NOW).listPrevious(5)) {
            FigureSet set = figures.draft(period);
            for (Figure figure : set.figures()) {
                FigureDefinition definition = CATALOGUE.get(figure.id());
                assertThat(definition.scopes())
                        .as(figure.toString())
                        .contains(figure.scope().shape());
                assertThat(definition.unit()).isEqualTo(figure.unit());
                figure.find().ifPresent(value -> assertThat(value.scale()).isEqualTo(definition.decimals()));
                if (definition.personal()
                        && figure.unit() == Unit.COUNT
                        && !figure.scope().isWhole()) {
                    figure.find()
                            .ifPresent(value -> assertThat(value.signum() == 0 || value.intValue() >= 5)
                                    .as(figure.toString())
                                    .isTrue());
                }
            }
        }
    }

    @Test
    void whatIsFrozenIsMadeAgainToTheLastDigit() {
        Period period = Period.parse("2026Q2");
        FigureSet frozen = figures.freeze(period, "eva");
        assertThat(frozen.revision()).isEqualTo(1);
        assertThat(figures.freeze(period, "eva").revision())
                .as("once is enough")
                .isEqualTo(1);
        assertThat(figures.recreate(period).canonicalJson()).isEqualTo(frozen.canonicalJson());
        assertThat(at(NOW.plusSeconds(86_400 * 200L)).recreate(period).hash())
                .as("whatever the day is")
                .isEqualTo(frozen.hash());
        assertThatThrownBy(() -> figures.correct(period, "eva", "nothing happened"))
                .isInstanceOf(HubException.class)
                .hasMessageContaining("2026Q2");
        assertThat(figures.trend(Period.parse("2026Q3"))).contains(frozen);
    }

    @Test
    void aCorrectionIsARevisionThatSaysWhatChangedAndWhy() {
        Period period = Period.parse("2026Q1");
        FigureSet first = figures.freeze(period, "eva");
        ledger.sql()
                .sql("UPDATE incident SET severity = 'CRITICAL' WHERE title = 'En kommuns system tog inte emot'")
                .update();
        FigureSet second;
        try {
            second = figures.correct(period, "olof", "Incidenten stoppade mottagningen");
        } finally {
            ledger.sql()
                    .sql("UPDATE incident SET severity = 'MAJOR' WHERE title = 'En kommuns system tog inte emot'")
                    .update();
        }
        assertThat(second.revision()).isEqualTo(2);
        List<FigureRevision> revisions = figures.listRevisions(period);
        assertThat(revisions).hasSize(2).allMatch(FigureRevision::whole);
        assertThat(revisions.get(0).set()).isEqualTo(first);
        assertThat(revisions.get(1).byWhom()).isEqualTo("olof");
        assertThat(revisions.get(1).reason()).isEqualTo("Incidenten stoppade mottagningen");
        assertThat(revisions.get(1).changes())
                .extracting(FigureChange::id)
                .contains("status.availability", "status.minutes-down", "deviations.incidents")
                .doesNotContain("status.accepted");
        assertThat(figures.find(period)).contains(second);
        assertThat(ledger.actions().list(null, null, Long.MAX_VALUE, 10))
                .extracting(OperatorAction::action)
                .contains("figures-frozen", "figures-corrected");
        assertThatThrownBy(() ->
                        ledger.sql().sql("UPDATE figure_set SET by_whom = 'x'").update())
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> ledger.sql().sql("DELETE FROM figure_set").update())
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void aPeriodThatHasNotEndedIsRefused() {
        for (String name : List.of("2026Q4", "2026", "2027Q1")) {
            assertThatThrownBy(() -> figures.freeze(Period.parse(name), "eva"))
                    .isInstanceOf(HubException.class)
                    .hasMessageContaining("period");
        }
    }

    @Test
    void theEndOfAQuarterFreezesItOnceAndOnlyWhenItIsOver() {
        Period calm = Period.parse("2026Q3");
        at(calm.end().plusSeconds(3_600)).freezeDue();
        assertThat(figures.find(calm)).as("an hour after its end").isEmpty();
        at(calm.end().plusSeconds(7 * 3_600)).freezeDue();
        at(calm.end().plusSeconds(8 * 3_600)).freezeDue();
        assertThat(figures.listRevisions(calm))
                .singleElement()
                .satisfies(one -> assertThat(one.byWhom()).isEqualTo(Figures.HUB));
        Period empty = Period.parse("2024Q4");
        at(empty.end().plusSeconds(86_400)).freezeDue();
        assertThat(figures.find(empty)).as("nothing was recorded").isEmpty();
    }

    @Test
    void aQuarterWithoutARecordSaysSo() {
        FigureSet missing = figures.draft(Period.parse("2025Q3"));
        assertThat(missing.find("status.availability").orElseThrow().reason()).isEqualTo(Figure.NO_DATA);
        assertThat(missing.find("status.law.admission-notice.in-time")
                        .orElseThrow()
                        .reason())
                .isEqualTo(Figure.NOTHING_TO_MEASURE);
        FigureSet before = figures.draft(Period.parse("2024Q1"));
        assertThat(before.find("status.accepted").orElseThrow().reason()).isEqualTo(Figure.NO_DATA);
    }
}
