package se.knutpunkt.operate.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.FailureGroup;
import se.knutpunkt.ledger.FailureKind;
import se.knutpunkt.ledger.RedirectDecider;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.TrafficLedger;
import se.knutpunkt.ledger.WatchedLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.SettableClock;
import se.knutpunkt.operate.WatchedConfiguration;
import se.knutpunkt.operate.replay.Replays;

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
                ledger.ledgers().mending().replays(),
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
    void mendedTwiceByTwoAtOnceItIsOneReplayAndSolvedWhenAllIsDelivered() throws Exception {
        List<UUID> held = List.of(
                ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3"),
                ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3"));
        gather();
        String id = groupOf(ALE, "PID-3").id();
        FailureGroups groups = groups();

        List<ReplayJob> begun = new ArrayList<>();
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            for (Future<ReplayJob> one : two.invokeAll(List.<Callable<ReplayJob>>of(
                    () -> mend(groups, id, "anna", null), () -> mend(groups, id, "bo", null)))) {
                begun.add(one.get());
            }
        } finally {
            two.shutdownNow();
        }
        assertThat(begun.get(0).id()).isEqualTo(begun.get(1).id());
        assertThat(begun.get(0).failureGroup()).isEqualTo(id);
        assertThat(groups.findMending(id).orElseThrow().items()).isEqualTo(2);

        work(begun.get(0));
        ledger.deliver(held.get(0));
        work(begun.get(0));
        gather();
        assertThat(groups.get(id).solved()).as("one is still on its way").isFalse();
        ledger.deliver(held.get(1));
        work(begun.get(0));
        gather();
        assertThat(groups.get(id).solved()).isTrue();
        assertThat(ledger.actions().list("hub", "failure-group " + id, Long.MAX_VALUE, 5))
                .singleElement()
                .satisfies(action -> assertThat(action.action()).isEqualTo("failure-group-solved"));

        groups.reopen(id, "anna", "not quite after all");
        gather();
        assertThat(groups.get(id).solved()).as("a person has the last word").isFalse();
        assertRefused(() -> mend(groups, id, "anna", null), ErrorCode.STATE_CHANGED);
    }

    @Test
    void aGroupThatIsHeldAgainIsNotSolved() {
        UUID held = ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        gather();
        String id = groupOf(ALE, "PID-3").id();
        ReplayJob job = mend(groups(), id, "anna", 1);
        work(job);
        ledger.hold(held, ErrorCode.RECEIVER_REFUSED, "PID-3");
        work(job);
        gather();

        FailureGroup group = groups().get(id);
        assertThat(group.solved()).isFalse();
        assertThat(group.occurrences()).isEqualTo(2);
        ReplayJob second = mend(groups(), id, "anna", 1);
        assertThat(second.id()).isNotEqualTo(job.id());
    }

    @Test
    void whatWasShownIsWhatIsMended() {
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        gather();
        String id = groupOf(ALE, "PID-3").id();
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        ledger.held(ALE, ErrorCode.RECEIVER_REFUSED, "PID-3");
        gather();

        assertRefused(() -> mend(groups(), id, "anna", 1), ErrorCode.STATE_CHANGED);
        assertRefused(
                () -> groups().mend(id, new FailureGroups.Mending(null, 3, null, 0, 0, 20), "anna", "all of them"),
                ErrorCode.SELECTION_TOO_LARGE);
        assertRefused(
                () -> groups().mend(id, new FailureGroups.Mending(null, 3, 2, 0, 0, 20), "anna", "all of them"),
                ErrorCode.SELECTION_TOO_LARGE);
        assertThat(groups().findMending(id)).as("nothing was begun").isEmpty();
        assertThat(groups().mend(id, new FailureGroups.Mending(null, 3, 3, 1, 0, 20), "anna", "all of them")
                        .state())
                .isEqualTo(ReplayJob.State.CANARY);
    }

    private FailureGroups groups() {
        return new FailureGroups(
                ledger.failures(),
                new Replays(
                        ledger.ledgers().mending().replays(), WatchedConfiguration.inForce(), new TimeOrderedIds(), 2),
                new OperatorLog(ledger.actions()));
    }

    private static ReplayJob mend(FailureGroups groups, String id, String byWhom, Integer shown) {
        return groups.mend(
                id,
                new FailureGroups.Mending(UUID.randomUUID(), shown, null, 0, 0, 20),
                byWhom,
                "the receiver mended it");
    }

    private void work(ReplayJob job) {
        ledger.ledgers()
                .mending()
                .replays()
                .work(job.id(), 100, 100, none -> RedirectDecider.Decision.refuse(ErrorCode.INTERNAL));
    }

    private static void assertRefused(ThrowingCallable call, ErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(code));
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
        ledger.sql().sql("UPDATE failure SET at = at - interval '500 days'").update();

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
