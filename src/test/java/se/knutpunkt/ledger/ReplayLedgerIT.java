package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Receiver;

/** Many deliveries tried again, sent again or redirected as one job. */
class ReplayLedgerIT {
    private static final RedirectDecider NONE = delivery -> RedirectDecider.Decision.refuse(ErrorCode.INTERNAL);
    private static LedgerFixture fixture;
    private static Ledgers ledgers;
    private static ReplayLedger replays;
    private static MendedDeliveries mended;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
        replays = ledgers.mending().replays();
        mended = new MendedDeliveries(ledgers);
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void heldOnesAreTriedAgainAndTheirResultIsSeen() {
        String system = mended.pushed();
        UUID first = mended.hold(mended.accept("a-" + system, system));
        UUID second = mended.hold(mended.accept("b-" + system, system));
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.RETRY, Set.of(first, second)));
        assertThat(job.state()).isEqualTo(ReplayJob.State.RUNNING);

        assertThat(work(job)).isEqualTo(2);
        mended.deliver(first);
        mended.hold(second);
        work(job);

        ReplayJob done = replays.find(job.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(ReplayJob.State.DONE);
        assertThat(done.count(ReplayItem.State.DELIVERED)).isEqualTo(1);
        assertThat(replays.listItems(job.id(), ReplayItem.State.HELD, 0, 10))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.deliveryId()).isEqualTo(second);
                    assertThat(item.errorNumber()).isEqualTo(ErrorCode.RECEIVER_REFUSED.number());
                });
        assertThat(actions(job)).containsExactly("replay-begun");
    }

    @Test
    void theCanaryGoesFirstAndTheRestWaitsForAPerson() {
        String system = mended.pushed();
        List<UUID> held = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            held.add(mended.hold(mended.accept(i + "-" + system, system)));
        }
        ReplayJob job =
                replays.begin(MendedDeliveries.replay(ReplayKind.RETRY, MendedDeliveries.ofSystem(system), 5, 2));

        assertThat(work(job)).isEqualTo(2);
        assertThat(work(job)).as("nothing more").isZero();
        assertThat(replays.find(job.id()).orElseThrow().state()).isEqualTo(ReplayJob.State.CANARY);
        mended.deliver(held.get(0));
        mended.deliver(held.get(1));
        work(job);
        assertThat(work(job)).isZero();
        assertThat(replays.find(job.id()).orElseThrow().state()).isEqualTo(ReplayJob.State.WAITING);

        replays.goOn(job.id(), "bo", "the first ones are right");
        replays.goOn(job.id(), "bo", "pressed twice");
        assertThat(work(job)).isEqualTo(3);
        assertThat(actions(job)).containsExactly("replay-begun", "replay-let-go");
    }

    @Test
    void pausedItLetsNothingGoAndStoppedItLeavesTheRest() {
        String system = mended.pushed();
        List<UUID> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(mended.hold(mended.accept(i + "-" + system, system)));
        }
        ReplayJob job =
                replays.begin(MendedDeliveries.replay(ReplayKind.RETRY, MendedDeliveries.ofSystem(system), 4, 0));
        assertThat(replays.work(job.id(), 100, 1, NONE)).isEqualTo(1);

        assertThat(replays.pause(job.id(), "anna", "wait").paused()).isTrue();
        assertThat(work(job)).isZero();
        replays.resume(job.id(), "anna", "go");
        assertThat(replays.work(job.id(), 100, 1, NONE)).isEqualTo(1);
        ReplayJob stopped = replays.stop(job.id(), "anna", "wrong ones");
        assertThat(work(job)).isZero();

        assertThat(stopped.count(ReplayItem.State.STOPPED)).isEqualTo(2);
        assertThat(replays.stop(job.id(), "anna", "pressed twice").state()).isEqualTo(ReplayJob.State.STOPPED);
        assertThatThrownBy(() -> replays.resume(job.id(), "anna", "after all"))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_CHANGED));
        mended.deliver(held.get(0));
        work(job);
        assertThat(replays.find(job.id()).orElseThrow().count(ReplayItem.State.DELIVERED))
                .as("what was let go is followed to its end")
                .isEqualTo(1);
    }

    @Test
    void itPausesByItselfWhenTooManyAreHeldAgain() {
        String system = mended.pushed();
        List<UUID> held = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            held.add(mended.hold(mended.accept(i + "-" + system, system)));
        }
        ReplayJob job = replays.begin(new NewReplay(
                Drafts.IDS.next(),
                ReplayKind.RETRY,
                MendedDeliveries.ofSystem(system),
                4,
                0,
                0,
                1,
                ReplayTarget.NOWHERE,
                "anna",
                "x"));
        replays.work(job.id(), 100, 2, NONE);
        mended.hold(held.get(0));
        mended.hold(held.get(1));

        assertThat(work(job)).isZero();
        ReplayJob paused = replays.find(job.id()).orElseThrow();
        assertThat(paused.paused()).isTrue();
        assertThat(paused.note()).isEqualTo("failures");
        replays.resume(job.id(), "anna", "those two are known");
        assertThat(work(job)).isEqualTo(2);
    }

    @Test
    void theSameSelectionTwiceAtOnceBeginsOne() throws Exception {
        String system = mended.pushed();
        for (int i = 0; i < 20; i++) {
            mended.hold(mended.accept(i + "-" + system, system));
        }
        ReplayLedger other = fixture.openNode().mending().replays();
        List<Callable<ReplayJob>> both = List.of(
                () -> replays.begin(
                        MendedDeliveries.replay(ReplayKind.RETRY, MendedDeliveries.ofSystem(system), 20, 0)),
                () -> other.begin(MendedDeliveries.replay(ReplayKind.RETRY, MendedDeliveries.ofSystem(system), 20, 0)));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        int begun = 0;
        try {
            for (Future<ReplayJob> future : threads.invokeAll(both)) {
                try {
                    future.get();
                    begun++;
                } catch (java.util.concurrent.ExecutionException refused) {
                    assertThat(((HubException) refused.getCause()).code()).isEqualTo(ErrorCode.ALREADY_IN_REPLAY);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(begun).isEqualTo(1);
        assertThat(fixture.sql()
                        .sql("SELECT count(*) FROM replay_item WHERE receiver_system = ?")
                        .param(system)
                        .query(Integer.class)
                        .single())
                .isEqualTo(20);
    }

    @Test
    void pressedTwiceItIsTheSameReplay() {
        String system = mended.pushed();
        UUID held = mended.hold(mended.accept("x-" + system, system));
        NewReplay asked = MendedDeliveries.replay(ReplayKind.RETRY, Set.of(held));

        assertThat(replays.begin(asked).id()).isEqualTo(replays.begin(asked).id());
    }

    @Test
    void aSelectionThatMeansOthersThanThoseSeenBeginsNothing() {
        String system = mended.pushed();
        mended.hold(mended.accept("x-" + system, system));
        mended.hold(mended.accept("y-" + system, system));
        NewReplay stale = MendedDeliveries.replay(ReplayKind.RETRY, MendedDeliveries.ofSystem(system), 1, 0);

        assertThatThrownBy(() -> replays.begin(stale))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_CHANGED));
        assertThat(replays.find(stale.id())).isEmpty();
        assertThat(replays.count(ReplayKind.RETRY, MendedDeliveries.ofSystem(system)))
                .singleElement()
                .satisfies(count -> {
                    assertThat(count.deliveries()).isEqualTo(2);
                    assertThat(count.taken()).isZero();
                    assertThat(count.errorNumber()).isEqualTo(ErrorCode.RECEIVER_REFUSED.number());
                });
    }

    @Test
    void twoNodesAtOnceLetEachGoOnce() throws Exception {
        String system = mended.pushed();
        Set<UUID> held = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            held.add(mended.hold(mended.accept(i + "-" + system, system)));
        }
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.RETRY, held));
        ReplayLedger other = fixture.openNode().mending().replays();
        List<Callable<Integer>> turns = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ReplayLedger node = i % 2 == 0 ? replays : other;
            turns.add(() -> node.work(job.id(), 1000, 7, NONE));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            threads.invokeAll(turns);
        } finally {
            threads.shutdownNow();
        }
        while (replays.work(job.id(), 1000, 7, NONE) > 0) {
            // the turns that found the other node at it
        }
        assertThat(history("tried-again", held)).isEqualTo(60);
        assertThat(replays.find(job.id()).orElseThrow().count(ReplayItem.State.RELEASED))
                .isEqualTo(60);
    }

    @Test
    void aReceiverThatIsFullHoldsBackItsOwnOnesOnly() {
        String slow = mended.pushed();
        String quick = mended.pushed();
        Set<UUID> held = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            held.add(mended.hold(mended.accept(i + "-" + slow, slow)));
        }
        UUID other = mended.hold(mended.accept("z-" + quick, quick));
        held.add(other);
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.RETRY, held));
        assertThat(replays.work(job.id(), 2, 2, NONE)).isEqualTo(2);

        assertThat(replays.work(job.id(), 2, 10, NONE)).isEqualTo(1);
        assertThat(replays.listItems(job.id(), ReplayItem.State.RELEASED, 0, 10))
                .anyMatch(item -> item.deliveryId().equals(other));
    }

    @Test
    void theRateBoundsWhatGoesInASecond() {
        String system = mended.pushed();
        Set<UUID> held = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            held.add(mended.hold(mended.accept(i + "-" + system, system)));
        }
        ReplayJob job = replays.begin(new NewReplay(
                Drafts.IDS.next(),
                ReplayKind.RETRY,
                DeliverySelection.of(held),
                30,
                0,
                5,
                20,
                ReplayTarget.NOWHERE,
                "anna",
                "x"));
        fixture.sql()
                .sql("UPDATE replay_job SET released_at = clock_timestamp() - interval '1 second' WHERE id = ?")
                .param(job.id())
                .update();

        assertThat(work(job)).isBetween(5, 6);
        assertThat(work(job)).isLessThan(5);
    }

    @Test
    void deliveredOnesGoAgainInOrderMarkedAndGiveNoReceipt() {
        String system = mended.pushed();
        List<UUID> delivered = new ArrayList<>();
        List<IntakeReceipt> receipts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            IntakeReceipt receipt = mended.accept("lane-" + system, system);
            receipts.add(receipt);
            delivered.add(mended.deliver(receipt));
        }
        List<UUID> shuffled = new ArrayList<>(delivered);
        Collections.reverse(shuffled);
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.RESEND, Set.copyOf(shuffled)));
        assertThat(work(job)).isEqualTo(3);

        List<ReplayItem> items = replays.listItems(job.id(), null, 0, 10);
        assertThat(items).extracting(ReplayItem::deliveryId).containsExactlyElementsOf(delivered);
        assertThat(ledgers.deliveries().claim(items.get(1).resultId()))
                .as("behind the first")
                .isEmpty();
        UUID next = items.get(0).resultId();
        for (int i = 0; i < 3; i++) {
            assertThat(next).isEqualTo(items.get(i).resultId());
            Claim claim = ledgers.deliveries().claim(next).orElseThrow();
            assertThat(claim.possibleDuplicate()).isTrue();
            assertThat(claim.originId()).isEqualTo(delivered.get(i));
            assertThat(claim.messageId()).isEqualTo(receipts.get(i).messageId());
            assertThat(new String(claim.payload(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(Drafts.CONTENT);
            next = ledgers.deliveries()
                    .recordDelivered(claim, "ab", "map-1")
                    .map(Hint::deliveryId)
                    .orElse(null);
        }
        work(job);
        assertThat(replays.find(job.id()).orElseThrow().state()).isEqualTo(ReplayJob.State.DONE);
        assertThat(ledgers.receipts().list(receipts.get(0).hubId()))
                .filteredOn(row -> row.level() == se.knutpunkt.message.ReceiptLevel.RECEIVED)
                .hasSize(1);
        assertThat(replays.count(ReplayKind.RESEND, MendedDeliveries.ofSystem(system))
                        .get(0)
                        .deliveries())
                .as("repetitions are not chosen again")
                .isEqualTo(3);
    }

    @Test
    void whatComesMeanwhileFollowsTheRepetitions() {
        String system = mended.pushed();
        UUID delivered = mended.deliver(mended.accept("lane-" + system, system));
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.RESEND, Set.of(delivered)));
        work(job);
        UUID after = mended.idOf(mended.accept("lane-" + system, system));
        UUID copy = replays.listItems(job.id(), null, 0, 1).get(0).resultId();

        assertThat(ledgers.deliveries().claim(after)).isEmpty();
        mended.deliver(copy);
        assertThat(ledgers.deliveries().claim(after)).isPresent();
    }

    @Test
    void aReceiverThatFetchesReadsThemAgain() {
        String system = mended.fetching();
        IntakeReceipt receipt = mended.accept("lane-" + system, system);
        UUID id = mended.idOf(receipt);
        ledgers.deliveries().listInbox(system, 10);
        ledgers.deliveries().acknowledge(system, id);
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.RESEND, Set.of(id)));
        work(job);
        work(job);

        assertThat(replays.find(job.id()).orElseThrow().count(ReplayItem.State.IN_INBOX))
                .isEqualTo(1);
        assertThat(replays.find(job.id()).orElseThrow().state()).isEqualTo(ReplayJob.State.DONE);
        assertThat(ledgers.deliveries().listInbox(system, 10)).singleElement().satisfies(claim -> {
            assertThat(claim.deliveryId()).isEqualTo(id);
            assertThat(claim.possibleDuplicate()).isTrue();
        });
    }

    @Test
    void aRedirectedOneLeavesItsLaneAndJoinsTheOther() {
        String wrong = mended.pushed();
        String right = mended.pushed();
        String visit = "lane-" + wrong;
        IntakeReceipt before = mended.accept(visit, wrong, right);
        IntakeReceipt moved = mended.accept(visit, wrong);
        UUID toRight = mended.list(before.hubId()).stream()
                .filter(status -> status.receiver().systemId().equals(right))
                .findFirst()
                .orElseThrow()
                .deliveryId();
        UUID held = mended.list(before.hubId()).stream()
                .map(MessageStatus.DeliveryStatus::deliveryId)
                .filter(id -> !id.equals(toRight))
                .findFirst()
                .orElseThrow();
        mended.hold(held);
        UUID behind = mended.idOf(moved);
        Receiver target = new Receiver(
                right,
                "municipality-" + right,
                Drafts.HOSPITAL,
                Drafts.receiver(right).role());
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.REDIRECT, Set.of(behind)));

        replays.work(job.id(), 100, 10, delivery -> {
            assertThat(delivery.deliveryId()).isEqualTo(behind);
            return RedirectDecider.Decision.to(target, Set.of("contact"));
        });

        UUID instead = mended.otherThan(moved.hubId(), behind);
        assertThat(mended.stateOf(moved.hubId(), behind)).isEqualTo(DeliveryState.CANCELLED);
        assertThat(ledgers.deliveries().claim(behind)).isEmpty();
        assertThat(ledgers.deliveries().claim(instead))
                .as("behind in the new lane")
                .isEmpty();
        mended.deliver(toRight);
        Claim claim = ledgers.deliveries().claim(instead).orElseThrow();
        assertThat(claim.receiver()).isEqualTo(target);
        assertThat(claim.sections()).containsExactly("contact");
        assertThat(claim.possibleDuplicate()).isFalse();
        assertThat(claim.originId()).isEqualTo(behind);
        assertThat(history("redirected", Set.of(behind, instead))).isEqualTo(2);
    }

    @Test
    void aRedirectedHeadLetsItsLaneGoOn() {
        String wrong = mended.pushed();
        String right = mended.pushed();
        IntakeReceipt first = mended.accept("lane-" + wrong, wrong);
        UUID head = mended.hold(first);
        UUID next = mended.idOf(mended.accept("lane-" + wrong, wrong));
        Receiver target = new Receiver(
                right,
                "municipality-" + right,
                Drafts.HOSPITAL,
                Drafts.receiver(right).role());
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.REDIRECT, Set.of(head)));
        replays.work(job.id(), 100, 10, delivery -> RedirectDecider.Decision.to(target, Set.of("contact")));

        assertThat(ledgers.deliveries().claim(next)).isPresent();
        assertThat(ledgers.deliveries().claim(mended.otherThan(first.hubId(), head)))
                .isPresent();
        assertThat(fixture.hints()).extracting(Hint::deliveryId).contains(next);
    }

    @Test
    void aRedirectedReceiverMayAnswerAsOneTheMessageWasMeantFor() {
        String wrong = mended.pushed();
        String right = mended.pushed();
        IntakeReceipt first = mended.acceptAlone(wrong);
        UUID held = mended.hold(first);
        Receiver target = new Receiver(
                right,
                "municipality-" + right,
                Drafts.HOSPITAL,
                Drafts.receiver(right).role());
        IntakeDecider onlyReceivers =
                (head, reference, at) -> reference.orElseThrow().receivers().contains(target)
                        ? Drafts.accept(null, wrong)
                        : new IntakeDecision.Refuse(
                                List.of(se.knutpunkt.message.Refusal.of(ErrorCode.NOT_A_PARTICIPANT, "reference")));
        IntakeReceipt before = ledgers.intake()
                .record(Drafts.of("r-" + wrong, "", "ab", Drafts.none(), first.messageId()), onlyReceivers);
        assertThat(before.outcome()).isEqualTo(IntakeReceipt.Outcome.REFUSED);

        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.REDIRECT, Set.of(held)));
        replays.work(job.id(), 100, 10, delivery -> RedirectDecider.Decision.to(target, Set.of("contact")));

        IntakeReceipt after = ledgers.intake()
                .record(Drafts.of("s-" + wrong, "", "ab", Drafts.none(), first.messageId()), onlyReceivers);
        assertThat(after.outcome()).isEqualTo(IntakeReceipt.Outcome.ACCEPTED);
    }

    @Test
    void whatTheRulesRefuseStaysAsItIs() {
        String system = mended.pushed();
        IntakeReceipt receipt = mended.accept("lane-" + system, system);
        UUID held = mended.hold(receipt);
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.REDIRECT, Set.of(held)));
        replays.work(job.id(), 100, 10, delivery -> RedirectDecider.Decision.refuse(ErrorCode.SECRECY_HINDERS));
        work(job);

        assertThat(mended.stateOf(receipt.hubId(), held)).isEqualTo(DeliveryState.HELD);
        assertThat(replays.listItems(job.id(), ReplayItem.State.SKIPPED, 0, 10))
                .singleElement()
                .satisfies(item -> assertThat(item.errorNumber()).isEqualTo(ErrorCode.SECRECY_HINDERS.number()));
        assertThat(replays.find(job.id()).orElseThrow().state()).isEqualTo(ReplayJob.State.DONE);
    }

    @Test
    void whatSomebodyElseMendedMeanwhileIsPassedBy() {
        String system = mended.pushed();
        UUID held = mended.hold(mended.accept("lane-" + system, system));
        ReplayJob job = replays.begin(MendedDeliveries.replay(ReplayKind.RETRY, Set.of(held)));
        ledgers.deliveries().tryAgain(held, "bo", "by hand");
        work(job);

        assertThat(replays.find(job.id()).orElseThrow().count(ReplayItem.State.SKIPPED))
                .isEqualTo(1);
    }

    private static int work(ReplayJob job) {
        return replays.work(job.id(), 1000, 200, NONE);
    }

    private static int history(String step, Set<UUID> deliveries) {
        return fixture.sql()
                .sql("SELECT count(*) FROM history WHERE step = ? AND delivery_id = ANY (?)")
                .param(1, step)
                .param(2, deliveries.toArray(UUID[]::new))
                .query(Integer.class)
                .single();
    }

    private static List<String> actions(ReplayJob job) {
        return fixture.sql()
                .sql("SELECT action FROM operator_action WHERE subject = ? ORDER BY number")
                .param("replay " + job.id())
                .query(String.class)
                .list();
    }
}
