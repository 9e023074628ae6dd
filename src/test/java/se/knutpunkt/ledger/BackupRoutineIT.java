package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** The hub's own back-ups: taken when due, told of by health, and deleted when nothing can need them, so that one can still restore. */
class BackupRoutineIT {
    private static final Duration EVERY = Duration.ofDays(1);
    private static final Duration OLD = Duration.ofHours(26);
    private static final Path DATA = BackedUpLedger.folder("routine");
    private static final Path TO = BackedUpLedger.folder("routine-to");

    private final Later clock = new Later();

    @Test
    void aBackUpIsTakenWhenDueAndWhatNothingNeedsGoes() throws IOException {
        BackupRoutine routine = routine(EVERY, Duration.ofDays(14));
        HealthIndicator health = new BackupHealth(routine, OLD, clock);
        assertThat(health.health().getStatus().getCode()).isEqualTo("UNKNOWN");
        Instant end;
        try (BackedUpLedger hub = BackedUpLedger.start(DATA, TO)) {
            hub.ledgers.controls().register("pushed", "push-fhir", true, false, 4);
            routine.look();
            assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat(health.health().getDetails())
                    .containsEntry("last", "never")
                    .containsEntry("ageSeconds", "never");

            routine.takeIfDue();
            assertThat(listBackups()).hasSize(1);
            assertThat(health.health()).satisfies(BackupRoutineIT::isFresh);

            routine.takeIfDue();
            assertThat(listBackups()).as("not yet due").hasSize(1);
            routine(Duration.ZERO, EVERY).takeIfDue();
            assertThat(listBackups()).as("others' care").hasSize(1);

            clock.later = OLD.plusMinutes(1);
            assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED");
            assertThat((Long) health.health().getDetails().get("ageSeconds")).isGreaterThan(OLD.toSeconds());
            accept(hub, "one");
            switchLog(hub);
            List<String> first = listBackups();
            nextSecond();
            routine.takeIfDue();
            assertThat(listBackups())
                    .as("both are of the last 14 days")
                    .hasSize(2)
                    .containsAll(first);
            Path firstNeeded = log(base(first.get(0)));
            assertThat(firstNeeded).exists();

            Path brokenOff = Files.createDirectories(TO.resolve(BaseBackup.PREFIX + "20200101T000000Z"));
            Files.setLastModifiedTime(brokenOff, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
            accept(hub, "two");
            switchLog(hub);
            clock.later = Duration.ofDays(30);
            nextSecond();
            routine.takeIfDue();
            assertThat(listBackups()).as("the last one stays").hasSize(1).doesNotContainAnyElementsOf(first);
            assertThat(firstNeeded).doesNotExist();
            assertThat(log(base(listBackups().get(0)))).exists();
            accept(hub, "three");
            switchLog(hub);
            end = hub.now();
        }
        Path fresh = BackedUpLedger.folder("routine-restored");
        new LedgerRestore(fresh, TO, BackedUpLedger.KEY).restore(end);
        try (BackedUpLedger restored = BackedUpLedger.start(fresh, null)) {
            assertThat(restored.sql()
                            .sql("SELECT sender_message_id FROM message ORDER BY accepted_at")
                            .query(String.class)
                            .list())
                    .containsExactly("one", "two", "three");
        }
    }

    private BackupRoutine routine(Duration every, Duration keep) {
        return new BackupRoutine(DATA, TO, BackedUpLedger.KEY, every, keep, clock);
    }

    private static void isFresh(Health health) {
        assertThat(health.getStatus().getCode()).isEqualTo("UP");
        assertThat((Long) health.getDetails().get("ageSeconds")).isBetween(-5L, 300L);
    }

    private static void accept(BackedUpLedger hub, String id) {
        hub.ledgers.intake().record(Drafts.of(id, "ab", Drafts.visit("v")), Drafts.to("pushed"));
    }

    /** A back-up is named by the second it began in. */
    private static void nextSecond() {
        long began = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > began);
    }

    private static void switchLog(BackedUpLedger hub) {
        hub.sql().sql("SELECT pg_switch_wal()::text").query(String.class).single();
    }

    private static BaseBackup base(String name) {
        return new BackupFolder(new SealedFiles(TO, BackedUpLedger.KEY))
                .list().stream()
                        .filter(base -> base.name().equals(name))
                        .findFirst()
                        .orElseThrow();
    }

    private static List<String> listBackups() throws IOException {
        try (Stream<Path> files = Files.list(TO)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(BaseBackup.PREFIX))
                    .sorted()
                    .toList();
        }
    }

    /** The first file of the log that the back-up needs. */
    private static Path log(BaseBackup base) {
        return TO.resolve(base.log(base.startFile()) + SealedFiles.SUFFIX);
    }

    /** The system's clock and some. */
    private static final class Later extends Clock {
        private Duration later = Duration.ZERO;

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(later);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
