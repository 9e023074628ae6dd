package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Edits of held messages: the original never goes once an edit has, and exactly one of them does. */
class RevisionLedgerIT {
    private static final String EDITED = "{\"resourceType\":\"Bundle\",\"note\":\"mended\"}";
    private static LedgerFixture fixture;
    private static Ledgers ledgers;
    private static RevisionLedger revisions;
    private static MendedDeliveries mended;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
        revisions = ledgers.mending().revisions();
        mended = new MendedDeliveries(ledgers);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void anEditGoesInThePlaceOfTheHeldOneAndTheLaneFollows() {
        String system = mended.pushed();
        IntakeReceipt first = mended.accept("lane-" + system, system);
        UUID held = mended.hold(first);
        UUID behind = mended.idOf(mended.accept("lane-" + system, system));

        Revision sent = revisions.make(edit(first, held, false));

        UUID instead = sent.deliveries().get(0).replacedBy();
        assertThat(sent.number()).isEqualTo(2);
        assertThat(sent.state()).isEqualTo(Revision.State.SENT);
        assertThat(mended.stateOf(first.hubId(), held)).isEqualTo(DeliveryState.SUPERSEDED);
        assertThat(ledgers.deliveries().tryAgain(held, "bo", "the original after all"))
                .isFalse();
        assertThat(ledgers.deliveries().claim(held)).isEmpty();
        assertThat(ledgers.deliveries().claim(behind)).isEmpty();
        Claim claim = ledgers.deliveries().claim(instead).orElseThrow();
        assertThat(text(claim)).isEqualTo(EDITED);
        assertThat(claim.revision()).isEqualTo(2);
        assertThat(claim.originId()).isEqualTo(held);
        assertThat(claim.messageId()).isEqualTo(first.messageId());
        assertThat(claim.possibleDuplicate()).as("some of it may have arrived").isTrue();
        assertThat(ledgers.deliveries()
                        .recordDelivered(claim, "ab", "map-1")
                        .orElseThrow()
                        .deliveryId())
                .isEqualTo(behind);
        assertThat(new String(
                        revisions.findContent(held).orElseThrow().delivery().payload(), StandardCharsets.UTF_8))
                .as("the original is as it was")
                .isEqualTo(Drafts.CONTENT);
    }

    @Test
    void whatWaitedBehindItForDaysStillFollows() {
        String system = mended.pushed();
        IntakeReceipt first = mended.accept("lane-" + system, system);
        UUID held = mended.hold(first);
        Revision sent = revisions.make(edit(first, held, false));

        UUID instead = sent.deliveries().get(0).replacedBy();
        assertThat(instead.toString().substring(0, 13))
                .as("as old as the one it replaces, by which lanes are searched")
                .isEqualTo(held.toString().substring(0, 13));
        assertThat(instead.version()).isEqualTo(7);
    }

    @Test
    void theContentIsSealed() {
        String system = mended.pushed();
        IntakeReceipt first = mended.acceptAlone(system);
        UUID held = mended.hold(first);
        Revision sent = revisions.make(edit(first, held, false));

        byte[] stored = fixture.sql()
                .sql("SELECT body FROM payload WHERE hub_id = ?")
                .param(sent.id())
                .query(byte[].class)
                .single();
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("mended");
        assertThat(revisions.readContent(sent.id())).isEqualTo(EDITED.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whereASecondPersonIsNeededNothingGoesUntilAnotherApproves() {
        String system = mended.pushed();
        IntakeReceipt first = mended.acceptAlone(system);
        UUID held = mended.hold(first);
        Revision proposed = revisions.make(edit(first, held, true));

        assertThat(proposed.state()).isEqualTo(Revision.State.PROPOSED);
        assertThat(mended.stateOf(first.hubId(), held)).isEqualTo(DeliveryState.HELD);
        refused(ErrorCode.SECOND_PERSON_NEEDED, () -> revisions.approve(proposed.id(), "Anna", "fine"));
        assertThat(revisions.listProposed(100)).extracting(Revision::id).contains(proposed.id());

        Revision sent = revisions.approve(proposed.id(), "bo", "read it");
        assertThat(revisions.approve(proposed.id(), "bo", "pressed twice")).isEqualTo(sent);
        refused(ErrorCode.STATE_CHANGED, () -> revisions.approve(proposed.id(), "cia", "me too"));
        assertThat(mended.list(first.hubId())).hasSize(2);
        assertThat(sent.decidedBy()).isEqualTo("bo");
    }

    @Test
    void aRejectedEditLeavesItHeldAndAnotherMayBeMade() {
        String system = mended.pushed();
        IntakeReceipt first = mended.acceptAlone(system);
        UUID held = mended.hold(first);
        Revision proposed = revisions.make(edit(first, held, true));
        refused(ErrorCode.STATE_CHANGED, () -> revisions.make(edit(first, held, false)));

        revisions.reject(proposed.id(), "bo", "wrong date");

        assertThat(mended.stateOf(first.hubId(), held)).isEqualTo(DeliveryState.HELD);
        refused(ErrorCode.STATE_CHANGED, () -> revisions.approve(proposed.id(), "cia", "fine"));
        assertThat(revisions.make(edit(first, held, false)).number()).isEqualTo(3);
    }

    @Test
    void anEditOfAnOlderRevisionIsRefused() {
        String system = mended.pushed();
        IntakeReceipt first = mended.acceptAlone(system);
        UUID held = mended.hold(first);
        Revision sent = revisions.make(edit(first, held, false));
        UUID instead = sent.deliveries().get(0).replacedBy();
        mended.hold(instead);

        refused(ErrorCode.STATE_CHANGED, () -> revisions.make(edit(first, instead, false)));
        NewRevision fresh = new NewRevision(
                Drafts.IDS.next(),
                first.hubId(),
                sent.id(),
                Set.of(instead),
                "{\"third\":true}".getBytes(StandardCharsets.UTF_8),
                "cd",
                false,
                "anna",
                "again");
        assertThat(revisions.make(fresh).number()).isEqualTo(3);
        assertThat(revisions.listOf(first.hubId())).extracting(Revision::number).containsExactly(2, 3);
    }

    @Test
    void pressedTwiceItEditsOnceAndAnotherContentUnderTheSameIdIsRefused() {
        String system = mended.pushed();
        IntakeReceipt first = mended.acceptAlone(system);
        UUID held = mended.hold(first);
        NewRevision edit = edit(first, held, false);

        assertThat(revisions.make(edit)).isEqualTo(revisions.make(edit));
        assertThat(mended.list(first.hubId())).hasSize(2);
        NewRevision other = new NewRevision(
                edit.id(), edit.hubId(), edit.basedOn(), edit.deliveryIds(), edit.content(), "ef", false, "anna", "x");
        refused(ErrorCode.STATE_CHANGED, () -> revisions.make(other));
    }

    @Test
    void whatIsNotHeldIsNotEdited() {
        String system = mended.pushed();
        IntakeReceipt waiting = mended.acceptAlone(system);
        IntakeReceipt done = mended.acceptAlone(system);
        mended.deliver(done);

        refused(ErrorCode.STATE_CHANGED, () -> revisions.make(edit(waiting, mended.idOf(waiting), false)));
        refused(ErrorCode.STATE_CHANGED, () -> revisions.make(edit(done, mended.idOf(done), false)));
        assertThat(revisions.listOf(waiting.hubId())).isEmpty();
    }

    @Test
    void severalDeliveriesAreEditedTogetherOrNotAtAll() {
        String one = mended.pushed();
        String two = mended.pushed();
        IntakeReceipt both = mended.accept("lane-" + one, one, two);
        List<UUID> ids = mended.list(both.hubId()).stream()
                .map(MessageStatus.DeliveryStatus::deliveryId)
                .toList();
        mended.hold(ids.get(0));
        NewRevision edit = new NewRevision(
                Drafts.IDS.next(),
                both.hubId(),
                both.hubId(),
                Set.copyOf(ids),
                EDITED.getBytes(StandardCharsets.UTF_8),
                "cd",
                false,
                "anna",
                "mended");
        refused(ErrorCode.STATE_CHANGED, () -> revisions.make(edit));
        assertThat(mended.stateOf(both.hubId(), ids.get(0))).isEqualTo(DeliveryState.HELD);

        mended.hold(ids.get(1));
        assertThat(revisions.make(edit).deliveries())
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.replacedBy()).isNotNull());
    }

    /** Editors, people who try again and the route all at once: whatever wins, one copy goes. */
    @RepeatedTest(5)
    void whoeverIsQuickestExactlyOneCopyGoes() throws Exception {
        String system = mended.pushed();
        IntakeReceipt first = mended.accept("lane-" + system, system);
        UUID held = mended.hold(first);
        Ledgers other = fixture.openNode();
        List<Callable<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            all.add(() -> {
                revisions.make(edit(first, held, false));
                return true;
            });
            all.add(() -> {
                other.mending().revisions().make(edit(first, held, false));
                return true;
            });
            all.add(() -> other.deliveries().tryAgain(held, "bo", "again"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(6);
        int won = 0;
        try {
            for (Future<Boolean> future : threads.invokeAll(all)) {
                try {
                    won += future.get() ? 1 : 0;
                } catch (ExecutionException lost) {
                    assertThat(((HubException) lost.getCause()).code()).isEqualTo(ErrorCode.STATE_CHANGED);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(won).isEqualTo(1);
        long sendable = mended.list(first.hubId()).stream()
                .filter(status ->
                        ledgers.deliveries().claim(status.deliveryId()).isPresent())
                .count();
        assertThat(sendable).isEqualTo(1);
    }

    @Test
    void aKvittensIsForTheOneThatIsInUse() {
        String system = mended.pushed();
        IntakeReceipt first = mended.acceptAlone(system);
        UUID held = mended.hold(first);
        UUID instead =
                revisions.make(edit(first, held, false)).deliveries().get(0).replacedBy();
        mended.deliver(instead);

        assertThat(ledgers.receipts()
                        .record(
                                first.messageId(),
                                Drafts.UNIT,
                                Drafts.receiver(system).role(),
                                se.knutpunkt.message.ReceiptLevel.KVITTENS,
                                se.knutpunkt.message.ReceiptCode.OK,
                                ""))
                .singleElement()
                .satisfies(row -> assertThat(row.deliveryId()).isEqualTo(instead));
    }

    private static NewRevision edit(IntakeReceipt receipt, UUID deliveryId, boolean needsSecond) {
        return new NewRevision(
                Drafts.IDS.next(),
                receipt.hubId(),
                receipt.hubId(),
                Set.of(deliveryId),
                EDITED.getBytes(StandardCharsets.UTF_8),
                "cd",
                needsSecond,
                "anna",
                "mended by hand");
    }

    private static String text(Claim claim) {
        return new String(claim.payload(), StandardCharsets.UTF_8);
    }

    private static void refused(ErrorCode code, ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
