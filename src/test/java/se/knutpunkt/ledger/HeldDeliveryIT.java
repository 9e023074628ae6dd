package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;

/** A held delivery tried again by a person who has mended what held it. */
class HeldDeliveryIT {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static LedgerFixture fixture;
    private static Ledgers ledgers;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void itIsReadyAtTheHeadOfItsLaneAndTheRestFollowsInOrder() {
        String system = system("push-fhir", true);
        IntakeReceipt head = accept(system);
        IntakeReceipt second = accept(system);
        IntakeReceipt third = accept(system);
        hold(head);
        // from another node, as the operator's request may come anywhere
        Ledgers other = fixture.openNode();

        assertThat(other.deliveries().tryAgain(idOf(head), "anna", "mapping mended"))
                .isTrue();

        assertThat(fixture.hints().get(fixture.hints().size() - 1).deliveryId()).isEqualTo(idOf(head));
        assertThat(ledgers.deliveries().claim(idOf(second))).as("behind it").isEmpty();
        Claim again = ledgers.deliveries().claim(idOf(head)).orElseThrow();
        assertThat(again.deliveryId()).isEqualTo(idOf(head));
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.possibleDuplicate())
                .as("the receiver may have some of it")
                .isTrue();
        for (IntakeReceipt next : List.of(second, third)) {
            Hint hint =
                    ledgers.deliveries().recordDelivered(again, "ab", "map-2").orElseThrow();
            assertThat(hint.deliveryId()).isEqualTo(idOf(next));
            again = ledgers.deliveries().claim(hint.deliveryId()).orElseThrow();
        }
        assertThat(status(head).errorNumber()).isEmpty();
    }

    @Test
    void theHistorySaysWhoAndWhy() {
        IntakeReceipt head = accept(system("push-fhir", true));
        hold(head);
        ledgers.deliveries().tryAgain(idOf(head), "anna", "receiver has mended its unit");

        assertThat(ledgers.messages().find(head.hubId()).orElseThrow().history())
                .filteredOn(row -> row.step().equals("tried-again"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.deliveryId()).isEqualTo(idOf(head));
                    assertThat(row.detail()).isEqualTo("anna: receiver has mended its unit");
                    assertThat(row.isDetailInternal()).isTrue();
                });
    }

    @Test
    void whatIsNotHeldStaysAsItIsAndLeavesNoLine() {
        IntakeReceipt waiting = accept(system("push-fhir", true));
        IntakeReceipt done = accept(system("push-fhir", true));
        ledgers.deliveries()
                .recordDelivered(ledgers.deliveries().claim(idOf(done)).orElseThrow(), "ab", "map-1");

        for (IntakeReceipt receipt : List.of(waiting, done)) {
            DeliveryState before = status(receipt).state();
            assertThat(ledgers.deliveries().tryAgain(idOf(receipt), "anna", "")).isFalse();
            assertThat(status(receipt).state()).isEqualTo(before);
            assertThat(ledgers.messages().find(receipt.hubId()).orElseThrow().history())
                    .noneMatch(row -> row.step().equals("tried-again"));
        }
        assertThat(ledgers.deliveries().tryAgain(UUID.randomUUID(), "anna", "")).isFalse();
    }

    @Test
    void twiceAtOnceTriesOnce() {
        IntakeReceipt head = accept(system("push-fhir", true));
        hold(head);

        assertThat(ledgers.deliveries().tryAgain(idOf(head), "anna", "mended")).isTrue();
        assertThat(fixture.openNode().deliveries().tryAgain(idOf(head), "bo", "mended"))
                .isFalse();
    }

    @Test
    void aPullingReceiverReadsItAgainAndGetsNoHint() {
        String system = system("pull", false);
        IntakeReceipt head = accept(system);
        ledgers.deliveries().listInbox(system, 10);
        ledgers.deliveries().holdInboxItem(system, idOf(head), ErrorCode.OUTBOUND_MAPPING_FAILED);
        int hints = fixture.hints().size();

        assertThat(ledgers.deliveries().tryAgain(idOf(head), "anna", "mapping mended"))
                .isTrue();

        assertThat(fixture.hints()).hasSize(hints);
        assertThat(ledgers.deliveries().listInbox(system, 10))
                .singleElement()
                .satisfies(claim -> assertThat(claim.possibleDuplicate()).isTrue());
    }

    private static String system(String channel, boolean push) {
        String id = "held-" + NUMBER.incrementAndGet();
        ledgers.controls().register(id, channel, push, false, 4);
        return id;
    }

    private static IntakeReceipt accept(String system) {
        String visit = "visit-" + system;
        return ledgers.intake()
                .record(Drafts.of("m-" + NUMBER.incrementAndGet(), "ab", Drafts.visit(visit)), Drafts.to(system));
    }

    private static void hold(IntakeReceipt receipt) {
        ledgers.deliveries()
                .recordHeld(
                        ledgers.deliveries().claim(idOf(receipt)).orElseThrow(), ErrorCode.RECEIVER_REFUSED, "PID-3");
        assertThat(status(receipt).state()).isEqualTo(DeliveryState.HELD);
    }

    private static UUID idOf(IntakeReceipt receipt) {
        return status(receipt).deliveryId();
    }

    private static MessageStatus.DeliveryStatus status(IntakeReceipt receipt) {
        return ledgers.messages()
                .find(receipt.hubId())
                .orElseThrow()
                .deliveries()
                .get(0);
    }
}
