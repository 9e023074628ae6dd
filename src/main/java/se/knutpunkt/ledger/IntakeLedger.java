package se.knutpunkt.ledger;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.transaction.TransactionStatus;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.FaultPoint;
import se.knutpunkt.message.HubException;

/** The one intake transaction (architecture 2): what it returns is durable. */
public final class IntakeLedger {
    private final Database database;
    private final Payloads payloads;
    private final Backlog backlog;
    private final IntakeCounts counts;
    private final IntakeTransaction transaction;
    private final Episodes episodes;
    private final Hints hints;

    IntakeLedger(
            Database database,
            Payloads payloads,
            Backlog backlog,
            IntakeCounts counts,
            IntakeTransaction transaction,
            Episodes episodes,
            Hints hints) {
        this.database = database;
        this.payloads = payloads;
        this.backlog = backlog;
        this.counts = counts;
        this.transaction = transaction;
        this.episodes = episodes;
        this.hints = hints;
    }

    /**
     * Records a message, in one transaction and in this order: the key (system, message id), or the stored receipt; the lock
     * on the episode's head row; the decision; the receivers; lane positions and accept time under that lock; message,
     * facts, deliveries and history. Repeating it is safe.
     *
     * @return the receipt, durable when it says accepted or refused
     * @throws HubException LEDGER_UNAVAILABLE when nothing could be stored, BACKLOG_FULL when too much waits already
     */
    public IntakeReceipt record(IntakeDraft draft, IntakeDecider decider) {
        backlog.requireRoom();
        if (draft.episode().mustExist() && database.read(() -> isNews(draft))) {
            // Nearly all of a hospital's stream ends here: one read, nothing written.
            return goNowhere(draft, "no-open-episode");
        }
        Payloads.Sealed payload = database.read(() ->
                payloads.seal(draft.hubId(), draft.canonical(), draft.wire().bytes(), draft.receivedAt()));
        IntakeTransaction.Recorded recorded =
                database.inTransaction(status -> recordInTransaction(draft, payload, decider, status));
        if (recorded.nowhere().isPresent()) {
            return goNowhere(draft, recorded.nowhere().get());
        }
        FaultPoint.COMMIT_TO_RECEIPT.pass();
        hints.send(recorded.hints());
        return recorded.receipt();
    }

    /** Records a refusal that was decided before the episode was looked at; a repetition gets the stored receipt. */
    public IntakeReceipt recordRefused(RefusedMessage refused) {
        return database.inTransaction(() -> transaction.recordRefused(refused));
    }

    /** The open episode a sender's visit number belongs to; one indexed read without a transaction. */
    public Optional<UUID> findOpenEpisode(String assigner, String visitNumber) {
        return database.read(() -> episodes.findOpen(assigner, visitNumber));
    }

    /** The open episodes of a person known by any of these keyed hashes; one indexed read without a transaction. */
    public List<EpisodeHead> listOpenEpisodes(Collection<String> personHashes) {
        return database.read(() -> episodes.listOpen(personHashes));
    }

    /** Counts a message that goes nowhere, by day, system, event and reason; cheap, written in batches, at most a second late. */
    public void countNowhere(String systemId, String eventCode, String reason) {
        counts.countNowhere(systemId, eventCode, reason);
    }

    /** Counts an unauthenticated or unreadable attempt in a security row, by minute, protocol and error; rate limited. */
    public void countRejected(String protocol, String errorNumber) {
        counts.countRejected(protocol, errorNumber);
    }

    /** Counts an answer "try later" to a known system of whose message nothing could be stored; written when the ledger can be. */
    public void countTriedLater(String systemId, String errorNumber) {
        counts.countTriedLater(systemId, errorNumber);
    }

    /** Writes the counts gathered; called every second and at the end. */
    public void flushCounts() {
        counts.flush();
    }

    private IntakeTransaction.Recorded recordInTransaction(
            IntakeDraft draft, Payloads.Sealed payload, IntakeDecider decider, TransactionStatus status) {
        IntakeTransaction.Recorded recorded = transaction.record(draft, payload, decider, status);
        FaultPoint.BEFORE_COMMIT.pass();
        return recorded;
    }

    private boolean isNews(IntakeDraft draft) {
        return !episodes.isOpen(draft.episode()) && !transaction.isKnown(draft);
    }

    private IntakeReceipt goNowhere(IntakeDraft draft, String reason) {
        counts.countNowhere(draft.systemId(), draft.eventCode(), reason);
        return IntakeReceipt.nowhere(draft.senderMessageId());
    }
}
