package se.knutpunkt.ledger;

import java.util.Optional;
import java.util.UUID;

/** The one intake transaction (architecture 2): what it returns is durable. */
public final class IntakeLedger {

    /**
     * Records a message, in one transaction and in this order: the key (system, message id), or the stored receipt; the lock
     * on the episode's head row; the decision; the receivers; lane positions and accept time under that lock; message,
     * facts, deliveries and history. Repeating it is safe.
     *
     * @return the receipt, durable when it says accepted or refused
     * @throws se.knutpunkt.message.HubException LEDGER_UNAVAILABLE when nothing could be stored
     */
    public IntakeReceipt record(IntakeDraft draft, IntakeDecider decider) {
        throw new UnsupportedOperationException();
    }

    /** Records a refusal that was decided before the episode was looked at; a repetition gets the stored receipt. */
    public IntakeReceipt recordRefused(RefusedMessage refused) {
        throw new UnsupportedOperationException();
    }

    /** The open episode a sender's visit number belongs to; one indexed read without a transaction. */
    public Optional<UUID> findOpenEpisode(String assigner, String visitNumber) {
        throw new UnsupportedOperationException();
    }

    /** Counts a message that goes nowhere, by day, system, event and reason; cheap, written in batches, at most a second late. */
    public void countNowhere(String systemId, String eventCode, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Counts an unauthenticated or unreadable attempt in a security row, by minute, protocol and error; rate limited. */
    public void countRejected(String protocol, String errorNumber) {
        throw new UnsupportedOperationException();
    }
}
