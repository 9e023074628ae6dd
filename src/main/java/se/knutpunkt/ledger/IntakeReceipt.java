package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;

/**
 * The hub's answer to one message; stored with the idempotency key and given again to every duplicate.
 *
 * @param outcome what became of it
 * @param hubId the hub's id of the message first recorded under this key; null when nothing was stored
 * @param senderMessageId the sender's message id
 * @param messageId MessageHeader.id of the canonical message; null when it could not be made
 * @param episodeId the episode's UUID, for the sender to use from now on; null when there is none
 * @param acceptedAt when it was durably accepted, UTC; null unless accepted
 * @param receivers where it goes
 * @param refusals what the sender must mend
 * @param remarks codes of warnings
 * @param duplicate true when this answers a repetition
 */
public record IntakeReceipt(
        Outcome outcome,
        UUID hubId,
        String senderMessageId,
        UUID messageId,
        UUID episodeId,
        Instant acceptedAt,
        List<Receiver> receivers,
        List<Refusal> refusals,
        List<String> remarks,
        boolean duplicate) {

    /** What became of the message. */
    public enum Outcome {
        ACCEPTED,
        REFUSED,
        /** Acknowledged and counted; nothing was stored. */
        NOWHERE
    }

    public IntakeReceipt {
        receivers = List.copyOf(receivers);
        refusals = List.copyOf(refusals);
        remarks = List.copyOf(remarks);
    }

    /** A negative answer. */
    public static IntakeReceipt refused(UUID hubId, String senderMessageId, UUID messageId, List<Refusal> refusals) {
        return new IntakeReceipt(
                Outcome.REFUSED, hubId, senderMessageId, messageId, null, null, List.of(), refusals, List.of(), false);
    }

    /** A positive answer to what goes nowhere. */
    public static IntakeReceipt nowhere(String senderMessageId) {
        return new IntakeReceipt(
                Outcome.NOWHERE, null, senderMessageId, null, null, null, List.of(), List.of(), List.of(), false);
    }

    public IntakeReceipt asDuplicate() {
        return new IntakeReceipt(
                outcome, hubId, senderMessageId, messageId, episodeId, acceptedAt, receivers, refusals, remarks, true);
    }
}
