package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.Snapshot;
import se.knutpunkt.ledger.Database;
import se.knutpunkt.ledger.LedgerAccess;
import se.knutpunkt.ledger.LedgerCopy;
import se.knutpunkt.ledger.LedgerHome;
import se.knutpunkt.operate.WatchedConfiguration;
import se.knutpunkt.report.paper.PdfUa;

/** The report of the five made-up quarters, written by the command from a real ledger. */
class ReportCommandIT {

    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final int EPISODES = 300;

    @TempDir
    static Path folder;

    private static LedgerHome home;

    @BeforeAll
    static void seed() {
        home = LedgerHome.embedded(folder.resolve("data"));
        try (HikariDataSource source = Database.connect(home.address(), 2)) {
            Database.migrate(source);
            List<Defect> defects = new ArrayList<>();
            Snapshot snapshot = Snapshot.of(Candidate.read(Path.of("."), defects));
            LedgerAccess.configurations(source).activate(snapshot.hash(), snapshot.archive(), "test");
            new SeededQuarters(new LedgerCopy(source), WatchedConfiguration.directory(), 1).writeStory(NOW, EPISODES);
        }
    }

    @AfterAll
    static void stop() {
        home.close();
    }

    @Test
    void firstPagesOfTheFiveQuartersDifferAndTheFilesAreWhole() throws Exception {
        Set<String> leads = new HashSet<>();
        for (String quarter : List.of("2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3")) {
            Path out = folder.resolve(quarter);
            assertThat(run("report", "--quarter", quarter, "--out", out.toString()))
                    .isZero();
            String html = Files.readString(out.resolve("rapport-" + quarter + ".html"));
            assertThat(html).contains("1. Uppföljning av ekonomi").contains("Kontrollsumma");
            assertThat(out.resolve("rapport-" + quarter + ".csv")).exists();
            assertThat(Files.readString(out.resolve("rapport-" + quarter + ".json")))
                    .startsWith("{\"period\":\"" + quarter + "\"");
            leads.add(html.substring(html.indexOf("<main>"), html.indexOf("class=\"tiles\"")));
            keep(out, quarter);
        }
        assertThat(leads).hasSize(5);
        assertThat(PdfUa.broken(Files.readAllBytes(folder.resolve("2026Q3/rapport-2026Q3.pdf"))))
                .isEmpty();
        assertThat(Files.readString(folder.resolve("2026Q3/rapport-2026Q3.html")))
                .contains("Inget sticker ut");
    }

    @Test
    void onePageIsWrittenForAMunicipalityAndAGroup() {
        Path out = folder.resolve("home");
        assertThat(run("report", "--quarter", "2026Q3", "--municipality", "mark", "--out", out.toString()))
                .isZero();
        assertThat(run("report", "--quarter", "2026Q3", "--group", "vvg", "--out", out.toString()))
                .isZero();
        assertThat(out.resolve("rapport-2026Q3-mark.pdf")).exists();
        assertThat(out.resolve("rapport-2026Q3-vvg.pdf")).exists();
    }

    @Test
    void whatCannotBeReportedIsSaidAndNothingIsWritten() {
        Path out = folder.resolve("none");
        assertThat(run("report", "--quarter", "2099Q1", "--out", out.toString()))
                .isEqualTo(2);
        assertThat(run("report", "--quarter", "2026", "--out", out.toString())).isEqualTo(2);
        assertThat(run("report", "--quarter", "2026Q3", "--municipality", "nowhere", "--out", out.toString()))
                .isEqualTo(2);
        assertThat(out).doesNotExist();
    }

    /** For the eye: the reports where -Dreport.pictures names a folder. */
    private static void keep(Path out, String quarter) throws Exception {
        String pictures = System.getProperty("report.pictures", "");
        if (!pictures.isEmpty()) {
            Files.createDirectories(Path.of(pictures));
            Files.write(
                    Path.of(pictures, quarter + ".pdf"),
                    Files.readAllBytes(out.resolve("rapport-" + quarter + ".pdf")));
        }
    }

    private static int run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", folder.resolve("data").toString()));
        StringWriter told = new StringWriter();
        return new CommandLine(new Knutpunkt())
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(all.toArray(String[]::new));
    }
}
