package se.knutpunkt.operate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.ledger.WatchedLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.operate.SettableClock;
import se.knutpunkt.operate.WatchedConfiguration;
import se.knutpunkt.operate.failure.FailureGatherer;

/** What each kind of rule finds, and what it lets be. */
class AlertChecksIT {

    private static final String ALE = "municipality-ale";
    private static final String HOSPITAL_UNIT = "SE2120001439-SYN1440";

    private WatchedLedger ledger;
    private SettableClock clock;

    @TempDir
    private Path folder;

    @BeforeEach
    void open() {
        ledger = new WatchedLedger();
        ledger.receiver(ALE);
        clock = new SettableClock(Instant.now().plusSeconds(1));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aDeliveryThatWaitsTooLongIsFound() {
        var check = new OldestUndeliveredCheck(ledger.watch(), WatchedConfiguration.inForce(), clock);
        UUID delivery = ledger.deliveryOf(ledger.accept(ALE));
        ledger.accept(ALE);
        assertThat(check.find(rule("oldest-undelivered"))).isEmpty();

        ledger.age(delivery, Duration.ofMinutes(31));

        assertThat(check.find(rule("oldest-undelivered"))).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo(ALE);
            assertThat(found.figures()).containsEntry("waiting", "2").containsEntry("held", "0");
        });
    }

    @Test
    void aCircuitThatStaysOpenIsFound() {
        var check = new CircuitOpenCheck(ledger.watch(), clock);
        ledger.outage(ALE);
        assertThat(check.find(rule("circuit-open"))).isEmpty();
        clock.forward(Duration.ofMinutes(30));

        assertThat(check.find(rule("circuit-open")))
                .singleElement()
                .satisfies(found -> assertThat(found.subject()).isEqualTo(ALE));
        ledger.ledgers().controls().recordAnswer(ALE);
        assertThat(check.find(rule("circuit-open"))).isEmpty();
    }

    @Test
    void aGroupThatHoldsManyIsFoundAndOneThatReturnsWithAny() {
        var check = new FailingGroupCheck(ledger.failures());
        FailureGatherer gatherer = new FailureGatherer(
                ledger.sources(),
                ledger.failures(),
                ledger.traffic(),
                ledger.ledgers().mending().replays(),
                WatchedConfiguration.inForce(),
                Duration.ZERO,
                clock);
        for (int i = 0; i < 4; i++) {
            ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        }
        clock.set(Instant.now().plusMillis(2));
        gatherer.gather();
        assertThat(check.find(rule("failing-group"))).isEmpty();
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        clock.set(Instant.now().plusMillis(2));
        gatherer.gather();
        assertThat(check.find(rule("failing-group")))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.figures()).containsEntry("held", "5").containsEntry("error", "HUB-504"));

        String id = ledger.failures().list(false, 1, 0).get(0).id();
        ledger.failures().listHeld(id).forEach(delivery -> {
            ledger.ledgers().deliveries().tryAgain(delivery, "anna", "mended at the receiver");
            ledger.deliver(delivery);
        });
        ledger.failures().solve(id);
        assertThat(check.find(rule("failing-group"))).isEmpty();
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        clock.set(Instant.now().plusMillis(2));
        gatherer.gather();
        assertThat(check.find(rule("failing-group"))).hasSize(1);
    }

    @Test
    void aCertificateAboutToExpireIsFoundWhileItIsInUse() {
        var check = new CertificateCheck(new CertificatesInUse(ledger.watch(), clock), clock);
        Instant now = clock.instant();
        certificate("hub", now.plus(Duration.ofDays(29)), now);
        certificate(ALE, now.plus(Duration.ofDays(31)), now);
        certificate("samsa", now.plus(Duration.ofDays(2)), now.minus(Duration.ofDays(40)));
        certificate("adt-su", now.plus(Duration.ofDays(2)), now.minus(Duration.ofDays(2)));
        certificate("adt-su", now.plus(Duration.ofDays(700)), now);

        assertThat(check.find(rule("certificate"))).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo("hub");
            assertThat(found.figures()).containsEntry("days", "29");
        });
    }

    @Test
    void aDiskThatFillsIsFound() {
        var check = new DiskForecastCheck(ledger.watch(), clock);
        Instant now = clock.instant();
        for (int i = 0; i <= 10; i++) {
            ledger.watch()
                    .recordDisk(new WatchLedger.DiskSample(
                            "hub-1", now.minus(Duration.ofHours(10 - i)), (60L - i) << 30, 100L << 30));
            ledger.watch()
                    .recordDisk(new WatchLedger.DiskSample(
                            "hub-2", now.minus(Duration.ofHours(10 - i)), 60L << 30, 100L << 30));
        }

        assertThat(check.find(rule("disk-forecast"))).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo("hub-1");
            assertThat(found.figures().get("hours")).isIn("49", "50");
        });
    }

    @Test
    void aNodeWithAWrongClockIsFoundWhileItLives() {
        var check = new NodeClockCheck(ledger.watch());
        ledger.sql()
                .sql("INSERT INTO node (id, beat_at, clock_offset_ms) VALUES ('slow', clock_timestamp(), -1500),"
                        + " ('dead', clock_timestamp() - interval '1 minute', 9000), ('right', clock_timestamp(), 900)")
                .update();

        assertThat(check.find(rule("node-clock"))).singleElement().satisfies(found -> {
            assertThat(found.subject()).isEqualTo("slow");
            assertThat(found.figures()).containsEntry("offset", "-1500");
        });
    }

    @Test
    void aFolderWithoutABackUpIsFoundAndNoFolderIsNot() throws Exception {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        Path backup = Files.createDirectory(folder.resolve("backup"));

        assertThat(BackupMissingCheck.of(backup.toString(), key, clock).find(rule("backup-missing")))
                .singleElement()
                .satisfies(found -> assertThat(found.figures()).containsEntry("since", ""));
        assertThat(BackupMissingCheck.of("", "", clock).find(rule("backup-missing")))
                .isEmpty();
    }

    @Test
    void aPartyThatIsSilentWhereItUsedToSendIsFound() {
        var check = new SilentPartnerCheck(ledger.traffic(), WatchedConfiguration.inForce(), clock);
        // Tuesday at ten, Swedish winter time; the clocks were set back four weeks and two days before
        clock.set(Instant.parse("2026-11-24T09:10:00Z"));
        for (int week = 1; week <= 4; week++) {
            Instant same = Instant.parse("2026-11-24T07:00:00Z").minus(Duration.ofDays(7L * week));
            traffic(same, HOSPITAL_UNIT, 14);
            traffic(same, "SE2120001439-SYN1440HSV", 1);
            traffic(same, "SE2321000131-E000000000001", 2);
        }

        assertThat(check.find(rule("silent-partner"))).singleElement().satisfies(found -> {
            assertThat(found.subject()).as("units of one party count together").isEqualTo(ALE);
            assertThat(found.figures()).containsEntry("expected", "15").containsEntry("sent", "0");
        });

        traffic(Instant.parse("2026-11-24T09:00:00Z"), HOSPITAL_UNIT, 1);
        assertThat(check.find(rule("silent-partner"))).as("it sends again").isEmpty();
    }

    @Test
    void aPartyThatSendsLessThanItHasStatedIsFoundInItsHoursOnly() {
        var check = new SilentPartnerCheck(ledger.traffic(), WatchedConfiguration.inForce(), clock);
        AlertRule rule = new AlertRule(
                "silent-partner",
                "silent-partner",
                false,
                List.of(),
                Optional.empty(),
                List.of(),
                Duration.ZERO,
                10,
                3,
                4,
                0,
                List.of(new AlertRule.Stated(
                        ALE, Set.of(DayOfWeek.TUESDAY), LocalTime.of(7, 0), LocalTime.of(17, 0), 2, 3)),
                "");
        traffic(Instant.parse("2026-11-24T08:00:00Z"), HOSPITAL_UNIT, 2);

        clock.set(Instant.parse("2026-11-24T09:10:00Z"));
        assertThat(check.find(rule)).hasSize(1);
        clock.set(Instant.parse("2026-11-24T07:10:00Z"));
        assertThat(check.find(rule)).as("begins before its hours").isEmpty();
        clock.set(Instant.parse("2026-11-25T09:10:00Z"));
        assertThat(check.find(rule)).as("a Wednesday").isEmpty();
        clock.set(Instant.parse("2026-11-24T09:10:00Z"));
        traffic(Instant.parse("2026-11-24T07:00:00Z"), HOSPITAL_UNIT, 1);
        assertThat(check.find(rule)).isEmpty();
    }

    private void traffic(Instant hour, String unit, int accepted) {
        ledger.sql()
                .sql(
                        "INSERT INTO traffic (hour, last_at, accepted, refused, system_id, unit) VALUES (?, ?, ?, 0, 'x', ?)")
                .params(
                        hour.atOffset(java.time.ZoneOffset.UTC),
                        hour.atOffset(java.time.ZoneOffset.UTC),
                        accepted,
                        unit)
                .update();
    }

    private void certificate(String owner, Instant until, Instant seen) {
        ledger.watch().recordCertificate(new WatchLedger.Certificate(owner, until.toString(), until, seen));
    }

    private static AlertRule rule(String id) {
        return WatchedConfiguration.directory().alerts().findRule(id).orElseThrow();
    }
}
