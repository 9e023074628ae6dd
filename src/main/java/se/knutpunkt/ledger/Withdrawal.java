package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.Receiver;

/**
 * That a message was taken back: the proof.
 *
 * @param parts how it stood with each of its deliveries, and what was done
 */
public record Withdrawal(UUID id, UUID hubId, Instant at, String byWhom, String reason, List<Part> parts) {

    /** What was done with a delivery. */
    public enum Outcome {
        /** It was taken out of its lane; no byte of it had left the hub. */
        TAKEN_BACK_UNREAD,
        /** It was taken out of its lane and will not be sent again, but the receiver may have had it before. */
        TAKEN_BACK_MAYBE_READ,
        /** The receiver has it. */
        READ,
        /** It was being sent at that moment. */
        UNDER_WAY,
        /** It had been taken out before: edited, redirected or withdrawn. */
        NOT_IN_USE
    }

    /**
     * One delivery.
     *
     * @param state how it stood
     * @param attempts how often it had been sent or listed
     */
    public record Part(
            UUID deliveryId,
            Receiver receiver,
            Set<String> sections,
            DeliveryState state,
            int attempts,
            Outcome outcome) {}

    public Withdrawal {
        parts = List.copyOf(parts);
    }
}
