package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * One delivery of a replay.
 *
 * @param number its turn, from 1
 * @param deliveryId the delivery that was chosen
 * @param resultId the delivery that goes out: the same, or the one made for it; null while it waits
 * @param state how it stands
 * @param errorNumber why it is held again or was passed by; empty otherwise
 * @param at when its state was last changed; null while it waits
 */
public record ReplayItem(
        int number,
        UUID deliveryId,
        UUID hubId,
        UUID resultId,
        String receiverSystem,
        State state,
        String errorNumber,
        Instant at) {

    /** How a delivery of a replay stands. */
    public enum State {
        /** Its turn has not come. */
        WAITING,
        /** On its way to the receiver. */
        RELEASED,
        /** The receiver can fetch it. */
        IN_INBOX,
        DELIVERED,
        /** Held again. */
        HELD,
        /** Taken back, edited or redirected by somebody while it was on its way. */
        GONE,
        /** Not in a state that allowed it when its turn came, or refused for its error. */
        SKIPPED,
        /** The replay was stopped before its turn. */
        STOPPED
    }
}
