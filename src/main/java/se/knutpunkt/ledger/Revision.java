package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One edit of a message; the message as it was accepted stays as it is.
 *
 * @param number 2 for the first edit
 * @param basedOn the payload that the editor saw: the message's own id, or that of an earlier revision
 * @param state how far it has come
 * @param decidedBy who sent or rejected it; empty while nobody has
 * @param decision why it was sent or rejected; empty when sent by its editor
 * @param deliveries what it is for
 */
public record Revision(
        UUID id,
        UUID hubId,
        UUID basedOn,
        int number,
        State state,
        Instant madeAt,
        String madeBy,
        String reason,
        Instant decidedAt,
        String decidedBy,
        String decision,
        List<Part> deliveries) {

    /** How far an edit has come. */
    public enum State {
        /** Another person must look at it. */
        PROPOSED,
        /** It goes in the place of what it was for, which is never sent. */
        SENT,
        REJECTED
    }

    /**
     * One delivery a revision is for.
     *
     * @param replacedBy the delivery that goes instead; null until it is sent
     */
    public record Part(UUID deliveryId, UUID replacedBy) {}
}
