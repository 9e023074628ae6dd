package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.ReceiverState.Circuit;
import se.knutpunkt.message.DeliveryState;

/** What persons stop and let go, and what the claim, the sweep and the inbox make of it. */
class OperatorControlsIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static LedgerFixture fixture;
    private static Ledgers ledgers;
    private static Database database;
    private static OperatorControls controls;
    private static ReceiverStates states;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
        database = new Database((com.zaxxer.hikari.HikariDataSource) fixture.dataSource());
        controls = new OperatorControls(database, ledgers.controls(), new OperatorActionLedger(database));
        states = new ReceiverStates(database);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @AfterEach
    void letAllGo() {
        fixture.sql().sql("DELETE FROM event_control").update();
        fixture.sql().sql("DELETE FROM route_control").update();
        fixture.sql().sql("DELETE FROM revoked_system").update();
    }

    @Test
    void aPausedReceiverSaysWhoAndWhyAndGoesOnByItselfWhenItsTimeIsOver() {
        String system = system("push-fhir", true);
        UUID waiting = accept(system);
        controls.pauseReceiver(system, false, Instant.now().plus(Duration.ofHours(1)), "anna", "planned work");

        ReceiverState state = states.find(system).orElseThrow();
        assertThat(state.paused()).isTrue();
        assertThat(state.pausedBy()).isEqualTo("anna");
        assertThat(state.pausedReason()).isEqualTo("planned work");
        assertThat(state.waiting()).isEqualTo(1);
        assertThat(state.oldest()).isNotNull();
        assertThat(ledgers.deliveries().claim(waiting)).isEmpty();

        controls.pauseReceiver(system, false, Instant.now().minusSeconds(1), "anna", "over already");
        assertThat(states.find(system).orElseThrow().paused()).isFalse();
        assertThat(ledgers.deliveries().claim(waiting)).isPresent();
        assertThat(states.find(system).orElseThrow().sending()).isEqualTo(1);
    }

    @Test
    void aDrainedReceiverGetsWhatWasAcceptedBeforeAndNothingAfter() {
        String system = system("push-fhir", true);
        UUID before = accept(system);
        controls.pauseReceiver(system, true, null, "anna", "moves to another system");
        UUID after = accept(system);

        ReceiverState state = states.find(system).orElseThrow();
        assertThat(state.draining()).isTrue();
        assertThat(state.toDrain()).isEqualTo(1);
        assertThat(state.waiting()).isEqualTo(2);
        assertThat(ledgers.deliveries().sweep(10_000, 0))
                .extracting(Hint::deliveryId)
                .contains(before)
                .doesNotContain(after);
        assertThat(ledgers.deliveries().claim(after)).isEmpty();
        assertThat(ledgers.deliveries().claim(before)).isPresent();

        controls.resumeReceiver(system, "anna", "has moved");
        assertThat(ledgers.deliveries().claim(after)).isPresent();
    }

    @Test
    void aDrainedInboxGivesWhatWasAcceptedBeforeAndNothingAfter() {
        String system = system("pull", false);
        UUID before = accept(system);
        controls.pauseReceiver(system, true, null, "anna", "moves to another system");
        UUID after = accept(system);

        assertThat(ledgers.deliveries().listInbox(system, 10))
                .extracting(Claim::deliveryId)
                .containsExactly(before);
        ledgers.deliveries().acknowledge(system, before);
        assertThat(ledgers.deliveries().findFilledInboxes(List.of(system))).isEmpty();
        controls.resumeReceiver(system, "anna", "has moved");
        assertThat(ledgers.deliveries().listInbox(system, 10))
                .extracting(Claim::deliveryId)
                .containsExactly(after);
    }

    @Test
    void aPausedEventWaitsForAllReceiversOrForOneAndIsLetGoAtOnce() {
        String one = system("push-fhir", true);
        String other = system("push-fhir", true);
        UUID toOne = accept(one);
        UUID toOther = accept(other);
        String event = eventOf(toOne);
        controls.pauseEvent(event, one, false, null, "anna", "wrong mapping");

        assertThat(ledgers.deliveries().claim(toOne)).isEmpty();
        assertThat(ledgers.deliveries().claim(toOther)).isPresent();
        assertThat(ledgers.deliveries().sweep(10_000, 0))
                .as("what waits for its event does not come back each second")
                .extracting(Hint::deliveryId)
                .doesNotContain(toOne);
        assertThat(controls.listEventPauses()).singleElement().satisfies(pause -> {
            assertThat(pause.systemId()).isEqualTo(one);
            assertThat(pause.byWhom()).isEqualTo("anna");
        });

        controls.pauseEvent(event, "", false, null, "anna", "wrong mapping");
        controls.resumeEvent(event, one, "anna", "for all instead");
        assertThat(ledgers.deliveries().claim(toOne)).isEmpty();
        controls.resumeEvent(event, "", "anna", "mended");
        assertThat(ledgers.deliveries().claim(toOne)).isPresent();
    }

    @Test
    void aPausedEventIsNotReadFromAnInboxAndOthersAre() {
        String system = system("pull", false);
        UUID delivery = accept(system);
        controls.pauseEvent(eventOf(delivery), "", false, null, "anna", "wrong mapping");
        assertThat(ledgers.deliveries().listInbox(system, 10)).isEmpty();
        assertThat(ledgers.deliveries().findFilledInboxes(List.of(system))).isEmpty();

        controls.pauseEvent("another-event", "", false, null, "anna", "wrong mapping");
        controls.resumeEvent(eventOf(delivery), "", "anna", "mended");
        assertThat(ledgers.deliveries().listInbox(system, 10)).hasSize(1);
    }

    @Test
    void anEventIsDrainedToo() {
        String system = system("push-fhir", true);
        UUID before = accept(system);
        controls.pauseEvent(eventOf(before), system, true, null, "anna", "new version comes");
        UUID after = accept(system);

        assertThat(ledgers.deliveries().claim(after)).isEmpty();
        assertThat(ledgers.deliveries().claim(before)).isPresent();
    }

    @Test
    void aWayOutStopsItsReceiversAndLetsOnlyThoseGoThatItStopped() {
        String one = system("push-json", true);
        String other = system("push-json", true);
        controls.pauseReceiver(other, false, null, "bo", "on its own account");

        assertThat(controls.pauseOutgoing("deliver-json", List.of(one, other), false, null, "anna", "a fault"))
                .isEqualTo(1);
        assertThat(states.find(one).orElseThrow().pausedBy()).isEqualTo("route deliver-json");
        assertThat(controls.resumeOutgoing("deliver-json", "anna", "mended")).isEqualTo(1);
        assertThat(states.find(one).orElseThrow().paused()).isFalse();
        assertThat(states.find(other).orElseThrow().pausedBy()).isEqualTo("bo");
    }

    @Test
    void tryingNowOpensTheCircuitHalfAndMakesHeadsDue() {
        String system = system("push-fhir", true);
        UUID waiting = accept(system);
        Claim claim = ledgers.deliveries().claim(waiting).orElseThrow();
        ledgers.controls().recordOutage(system, 1, Duration.ofHours(1));
        ledgers.deliveries()
                .recordFailed(claim, se.knutpunkt.message.ErrorCode.RECEIVER_UNREACHABLE, Duration.ofHours(1), false);
        assertThat(states.find(system).orElseThrow().circuit()).isEqualTo(Circuit.OPEN);
        assertThat(states.find(system).orElseThrow().nextAttempt())
                .isAfter(Instant.now().plusSeconds(600));

        assertThat(controls.tryReceiverNow(system, "anna", "they say it is up")).isTrue();

        assertThat(states.find(system).orElseThrow().circuit()).isEqualTo(Circuit.HALF_OPEN);
        assertThat(ledgers.deliveries().claim(waiting)).isPresent();
        assertThat(controls.listHistory(system, 10)).first().satisfies(line -> {
            assertThat(line.step()).isEqualTo("tried-now");
            assertThat(line.reason()).isEqualTo("they say it is up");
        });
        assertThat(controls.tryReceiverNow("nobody", "anna", "no such")).isFalse();
    }

    @Test
    void aPausedWayInAndARevokedSystemAreKnownToEachNodeWithItsHeartbeat() {
        Ledgers other = fixture.openNode();
        controls.pauseIncoming("intake-json", null, "anna", "flood");
        controls.revoke(List.of("closed-system"), "anna", "closed down");
        other.nodes().heartbeat();
        assertThat(other.nodes().isPaused("intake-json")).isTrue();
        assertThat(other.nodes().isPaused("intake-fhir")).isFalse();
        assertThat(other.nodes().isRevoked("closed-system")).isTrue();

        controls.resumeIncoming("intake-json", "anna", "over");
        controls.restore("closed-system", "anna", "came back");
        other.nodes().heartbeat();
        assertThat(other.nodes().isPaused("intake-json")).isFalse();
        assertThat(other.nodes().isRevoked("closed-system")).isFalse();
    }

    @Test
    void everyControlStandsInTheLogOfActions() {
        String system = system("push-fhir", true);
        controls.pauseReceiver(system, true, null, "carl", "first");
        controls.pauseEvent("some-event", system, false, null, "carl", "second");
        controls.pauseIncoming("intake-json", null, "carl", "third");
        OperatorActionLedger log = new OperatorActionLedger(database);
        assertThat(log.list("carl", null, Long.MAX_VALUE, 10))
                .extracting(action -> action.action() + " " + action.subject() + " " + action.reason())
                .containsExactly(
                        "paused route intake-json third",
                        "paused event some-event system " + system + " second",
                        "drained system " + system + " first");
    }

    @Test
    void aCloseDownTakesEachStepOnceAndEndsOnce() {
        String system = system("push-fhir", true);
        accept(system);
        CloseDownLedger ledger = new CloseDownLedger(database, new OperatorActionLedger(database));
        CloseDown begun =
                ledger.open(Drafts.IDS.next(), CloseDown.Kind.PARTY, system, List.of(system), "", "anna", "merged");
        assertThat(ledger.open(Drafts.IDS.next(), CloseDown.Kind.PARTY, system, List.of(system), "", "bo", "merged"))
                .isEqualTo(begun);
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 2; i++) {
            assertThat(ledger.take(begun.id(), CloseDown.Step.ARCHIVE, "anna", "evidence", () -> {
                        done.incrementAndGet();
                        return ledger.countAll(List.of(system));
                    }))
                    .isTrue();
        }
        assertThat(done).hasValue(1);
        assertThat(ledger.find(begun.id()).orElseThrow().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.detail()).contains("\"READY\" : 1"));
        assertThat(ledger.end(begun.id(), CloseDown.State.DONE, "anna", "all done"))
                .isTrue();
        assertThat(ledger.end(begun.id(), CloseDown.State.CANCELLED, "anna", "too late"))
                .isFalse();
        assertThat(ledger.take(begun.id(), CloseDown.Step.REVOKE, "anna", "too late", () -> "{}"))
                .isFalse();
    }

    private static String system(String channel, boolean push) {
        String id = "controlled-" + NUMBER.incrementAndGet();
        ledgers.controls().register(id, channel, push, false, 4);
        return id;
    }

    private static UUID accept(String system) {
        IntakeReceipt receipt = ledgers.intake()
                .record(Drafts.of("c-" + NUMBER.incrementAndGet(), "ab", Drafts.none()), Drafts.aloneTo(system));
        return status(receipt).deliveryId();
    }

    private static MessageStatus.DeliveryStatus status(IntakeReceipt receipt) {
        MessageStatus.DeliveryStatus status = ledgers.messages()
                .find(receipt.hubId())
                .orElseThrow()
                .deliveries()
                .get(0);
        assertThat(status.state()).isEqualTo(DeliveryState.READY);
        return status;
    }

    private static String eventOf(UUID delivery) {
        return fixture.sql()
                .sql("SELECT m.event_code FROM message m JOIN delivery d ON d.hub_id = m.hub_id WHERE d.id = ?")
                .param(delivery)
                .query(String.class)
                .single();
    }
}
