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

    /** Who may have read a delivery. */
    public enum Outcome {
        /** No byte of it has left the hub. */
        UNREAD,
        /** It will not be sent again, but the receiver may have had it before. */
        MAYBE_READ,
        /** The receiver has it. */
        READ,
        /** It was being sent at that moment. */
        UNDER_WAY
    }

    /**
     * One delivery.
     *
     * @param state how it stood before; what was READY or HELD has been taken out of its lane
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
