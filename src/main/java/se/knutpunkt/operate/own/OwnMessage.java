package se.knutpunkt.operate.own;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.MessageState;

/**
 * A message as one of its parties may know of it: no content, no person, and no other receiver of what others have sent.
 *
 * @param hubId the hub's id
 * @param messageId MessageHeader.id; null when it could not be read
 * @param receivedAt when it came to the hub
 * @param sent true when the party sent it itself
 * @param eventCode its event; empty when it could not be read
 * @param senderUnit HSA-id of the sending unit; empty when it could not be read
 * @param state what became of it
 * @param errorNumber what the party's own message was refused with; empty when it was not
 * @param deliveries where it goes: all of them to its sender, to others their own
 */
public record OwnMessage(
        UUID hubId,
        UUID messageId,
        Instant receivedAt,
        boolean sent,
        String eventCode,
        String senderUnit,
        MessageState state,
        String errorNumber,
        List<Leg> deliveries) {

    public OwnMessage {
        deliveries = List.copyOf(deliveries);
    }

    /**
     * One delivery.
     *
     * @param unit HSA-id of the receiving unit
     * @param errorNumber the last failure; empty for none
     * @param deliveredAt when the receiver had it; null while it has not
     */
    public record Leg(
            UUID deliveryId, String unit, DeliveryState state, int attempts, String errorNumber, Instant deliveredAt) {}

    /**
     * A message with what happened to it.
     *
     * @param message the message
     * @param refusals error and place in the message, for its sender alone
     * @param timeline what happened, oldest first; what concerns other receivers of what others have sent is left out
     */
    public record Whole(OwnMessage message, List<Fault> refusals, List<Moment> timeline) {}

    /** Why a message was refused, and where in it. */
    public record Fault(String errorNumber, String place) {}

    /** Something that happened, to the message itself or at one unit. */
    public record Moment(Instant at, String unit, String step) {}
}
