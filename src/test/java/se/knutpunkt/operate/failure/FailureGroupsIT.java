package se.knutpunkt.operate.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.FailureGroup;
import se.knutpunkt.ledger.FailureKind;
import se.knutpunkt.ledger.TrafficLedger;
import se.knutpunkt.ledger.WatchedLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.operate.SettableClock;
import se.knutpunkt.operate.WatchedConfiguration;

/** Failures gathered from a real ledger into groups with one cause. */
class FailureGroupsIT {

    private static final String ALE = "municipality-ale";
    /** Gets the same format, so the same mapping. */
    private static final String STENUNGSUND = "municipality-stenungsund";

    private static final String LERUM = "municipality-lerum";

    private WatchedLedger ledger;
    private SettableClock clock;
    private FailureGatherer gatherer;

    @BeforeEach
    void open() {
        ledger = new WatchedLedger();
        List.of(ALE, LERUM, STENUNGSUND).forEach(ledger::receiver);
        clock = new SettableClock(Instant.now().plusSeconds(1));
        gatherer = new FailureGatherer(
                ledger.sources(),
                ledger.failures(),
                ledger.traffic(),
                WatchedConfiguration.inForce(),
                Duration.ZERO,
                clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatOneReceiverRefusesForOneReasonIsOneGroup() {
        UUID first = ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "Bundle.entry[1].resource");
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "Bundle.entry[7].resource");
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "Bundle.entry[7].fullUrl");
        ledger.held(LERUM, ErrorCode.RECEIVER_REFUSED, "Bundle.entry[1].resource");

        gather();

        assertThat(openGroups()).hasSize(3);
        FailureGroup group = groupOf(ALE, "Bundle.entry.resource");
        assertThat(group.kind()).isEqualTo(FailureKind.HELD);
        assertThat(group.errorNumber()).isEqualTo(ErrorCode.RECEIVER_REFUSED.number());
        assertThat(group.mapping()).isEqualTo("canonical-to-event");
        assertThat(group.occurrences()).isEqualTo(2);
        assertThat(group.now()).isEqualTo(2);
        assertThat(group.adapters()).containsExactly(ALE);
        assertThat(group.firstSeen()).isBeforeOrEqualTo(group.lastSeen());
        assertThat(ledger.failures().listHeld(group.id())).hasSize(2).startsWith(first);
        assertThat(ledger.failures().listItems(group.id(), 10, 0))
                .hasSize(2)
                .allSatisfy(item -> assertThat(item.held()).isTrue());
    }

    @Test
    void whatTheHubCannotTranslateIsOneGroupForAllReceiversOfTheEvent() {
        ledger.held(ALE, ErrorCode.OUTBOUND_MAPPING_FAILED, "mapping");
        ledger.held(STENUNGSUND, ErrorCode.OUTBOUND_MAPPING_FAILED, "mapping");

        gather();

        assertThat(openGroups()).singleElement().satisfies(group -> {
            assertThat(group.adapter()).isEmpty();
            assertThat(group.adapters()).containsExactlyInAnyOrder(ALE, STENUNGSUND);
            assertThat(group.eventCode()).isEqualTo("admission-notice");
        });
    }

    @Test
    void gatheredAgainNothingIsCountedTwice() {
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        ledger.refuse("hospital", ErrorCode.REQUIRED_MISSING, "Bundle.entry[2]");

        gather();
        gather();
        ledger.failures().recordMark("messages", Instant.now().minusSeconds(600));
        gather();

        assertThat(openGroups())
                .hasSize(2)
                .allSatisfy(group -> assertThat(group.occurrences()).isEqualTo(1));
    }

    @Test
    void refusedMessagesAreGroupedBySender() {
        ledger.refuse("hospital", ErrorCode.REQUIRED_MISSING, "Bundle.entry[2].resource");
        ledger.refuse("hospital", ErrorCode.REQUIRED_MISSING, "Bundle.entry[4].resource");
        ledger.refuse("samsa", ErrorCode.REQUIRED_MISSING, "Bundle.entry[4].resource");

        gather();

        FailureGroup group = groupOf("hospital", "Bundle.entry.resource");
        assertThat(group.kind()).isEqualTo(FailureKind.REFUSED);
        assertThat(group.errorNumber()).isEqualTo(ErrorCode.REQUIRED_MISSING.number());
        assertThat(group.occurrences()).isEqualTo(2);
        assertThat(group.now()).isZero();
        assertThat(openGroups()).hasSize(2);
    }

    @Test
    void anOutageIsAGroupOfItsReceiver() {
        UUID waiting = ledger.deliveryOf(ledger.accept(ALE));
        ledger.fail(waiting, ErrorCode.RECEIVER_TIMEOUT);
        ledger.outage(ALE);

        gather();

        assertThat(openGroups()).singleElement().satisfies(group -> {
            assertThat(group.kind()).isEqualTo(FailureKind.CIRCUIT);
            assertThat(group.adapter()).isEqualTo(ALE);
            assertThat(group.errorNumber()).isEqualTo(ErrorCode.RECEIVER_TIMEOUT.number());
            assertThat(group.now()).isEqualTo(1);
        });
    }

    @Test
    void aDeliveryTriedAgainAndAgainIsStuck() {
        UUID waiting = ledger.deliveryOf(ledger.accept(ALE));
        for (int i = 0; i < 5; i++) {
            ledger.fail(waiting, ErrorCode.RECEIVER_ANSWER_UNREADABLE);
        }

        gather();
        gather();

        assertThat(openGroups()).singleElement().satisfies(group -> {
            assertThat(group.kind()).isEqualTo(FailureKind.STUCK);
            assertThat(group.occurrences()).isEqualTo(1);
            assertThat(group.now()).isEqualTo(1);
        });
    }

    @Test
    void aSolvedGroupThatReturnsSaysSo() {
        UUID held = ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        gather();
        FailureGroup group = groupOf(ALE, "PID-3");
        ledger.ledgers().deliveries().tryAgain(held, "anna", "mended at the receiver");
        assertThat(ledger.failures().find(group.id()).orElseThrow().now()).isZero();
        assertThat(ledger.failures().solve(group.id())).isTrue();
        assertThat(ledger.failures().solve(group.id())).as("twice").isFalse();
        gather();
        assertThat(ledger.failures().find(group.id()).orElseThrow().solved())
                .as("nothing new")
                .isTrue();

        ledger.hold(held, ErrorCode.RECEIVER_REFUSED, "PID-3");
        gather();

        FailureGroup returned = ledger.failures().find(group.id()).orElseThrow();
        assertThat(returned.isRegression()).isTrue();
        assertThat(returned.returns()).isEqualTo(1);
        assertThat(returned.occurrences()).isEqualTo(2);
        assertThat(returned.now()).isEqualTo(1);
    }

    @Test
    void whatWasHeldBeforeItWasSolvedIsNoReturn() {
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        gather();
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        String id = groupOf(ALE, "PID-3").id();
        ledger.failures().solve(id);

        gather();

        FailureGroup group = ledger.failures().find(id).orElseThrow();
        assertThat(group.solved()).isTrue();
        assertThat(group.occurrences()).isEqualTo(2);
        assertThat(group.now()).as("still to be mended").isEqualTo(2);
    }

    @Test
    void trafficIsCountedOnceByHourAndUnit() {
        ledger.accept(ALE);
        ledger.accept(LERUM);
        gather();
        ledger.accept(ALE);
        gather();
        gather();

        Instant now = Instant.now();
        assertThat(ledger.traffic().count(now.minus(Duration.ofHours(2)), now))
                .containsExactly(
                        java.util.Map.entry(new TrafficLedger.Sender("hospital", "SE2321000131-E000000000001"), 3L));
    }

    @Test
    void theIndexOfWhatIsHeldServesTheGathering() {
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        List<String> plan = ledger.sql()
                .sql("EXPLAIN SELECT d.id FROM delivery d WHERE d.state = 'HELD'")
                .query(String.class)
                .list();
        assertThat(String.join("\n", plan)).contains("Index").doesNotContain("Seq Scan on delivery_y");
    }

    @Test
    void whatIsOldIsForgottenAndItsGroupStays() {
        UUID held = ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        ledger.held(LERUM, ErrorCode.RECEIVER_REFUSED, "PID-3");
        gather();
        ledger.ledgers().deliveries().tryAgain(held, "anna", "mended at the receiver");
        ledger.deliver(held);
        ledger.sql().sql("UPDATE failure SET at = at - interval '200 days'").update();

        gatherer.forget();

        assertThat(ledger.sql()
                        .sql("SELECT count(*) FROM failure")
                        .query(Long.class)
                        .single())
                .as("what is still held is remembered")
                .isEqualTo(1);
        assertThat(openGroups()).hasSize(2);
    }

    private void gather() {
        clock.set(Instant.now().plusMillis(2));
        gatherer.gather();
    }

    private List<FailureGroup> openGroups() {
        return ledger.failures().list(false, 100, 0);
    }

    private FailureGroup groupOf(String adapter, String place) {
        return openGroups().stream()
                .filter(group ->
                        group.adapter().equals(adapter) && group.place().equals(place))
                .findFirst()
                .orElseThrow();
    }
}
