package se.knutpunkt.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.search.MeterNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.RegularWork;

/** What reconciliation does by itself, on two nodes beside each other, in turns of a second. */
class ReconcileScheduleIT {

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private ReconciliationFixture fixture;
    private RegularWork one;
    private RegularWork other;

    @BeforeEach
    void open() {
        fixture = new ReconciliationFixture(folder);
        one = node();
        other = node();
    }

    @AfterEach
    void close() {
        one.stop();
        other.stop();
        fixture.close();
    }

    @Test
    void aDayThatIsOverIsFrozenListsAreReadAndTheGaugeFollows() throws IOException {
        ManifestDay day = fixture.day;
        String name = "hospital_sent_" + day.date() + ".csv";
        put(name, "id\nm-1\nm-lost\n");

        one.start();
        other.start();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fixture.manifests.findFrozen("hospital", day, Direction.SENT))
                        .isPresent());
        await().atMost(SOON)
                .ignoreException(MeterNotFoundException.class)
                .untilAsserted(() -> assertThat(fixture.meters
                                .get("hub.reconciliation.gaps")
                                .tag("adapter", "hospital")
                                .gauge()
                                .value())
                        .isEqualTo(1));
        assertThat(folder.resolve("done").resolve(name)).exists();
        assertThat(folder.resolve("out/hospital_sent_" + day.date() + ".manifest.csv"))
                .content()
                .contains("m-1,");
        assertThat(fixture.database
                        .sql()
                        .sql("SELECT count(*) FROM reconciliation")
                        .query(Long.class)
                        .single())
                .as("one of the two nodes has compared it")
                .isEqualTo(1);
    }

    @Test
    void aDayThatIsNotOverForSixHoursIsNotFrozen() {
        fixture.freezer.freezeDue();
        assertThat(fixture.manifests.findFrozen("hospital", fixture.day, Direction.SENT))
                .as("7 hours after its end")
                .isPresent();
        assertThat(fixture.manifests.findFrozen("hospital", fixture.day.after(), Direction.SENT))
                .isEmpty();
        assertThat(fixture.manifests.findFrozen(
                        "hospital", new ManifestDay(fixture.day.date().minusDays(6)), Direction.SENT))
                .as("days that were missed are made good within a week")
                .isPresent();
        assertThat(fixture.manifests.findFrozen(
                        "hospital", new ManifestDay(fixture.day.date().minusDays(7)), Direction.SENT))
                .isEmpty();
    }

    @Test
    void onlyTheTimesThatAreMeantAreInForce() {
        assertThat(ReconcileSchedule.STANDARD)
                .isEqualTo(
                        new ReconcileSchedule(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofMinutes(1)));
    }

    private RegularWork node() {
        OneNode oneNode = new OneNode(new JdbcTemplate(fixture.database.dataSource()), Clock.systemUTC());
        return new ReconcileSchedule(TURN, TURN, TURN).of(fixture.freezer, fixture.files, fixture.gauge, oneNode);
    }

    private void put(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("in")).resolve(name);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file, FileTime.from(fixture.day.from()));
    }
}
