package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.MessageState;

/**
 * One message of a search; no content and no person.
 *
 * @param hubId the hub's id
 * @param messageId MessageHeader.id; null when it could not be read
 * @param episodeId its episode; null when none
 * @param receivedAt when it came
 * @param state what became of it
 * @param errorNumber what it was refused with first; empty when it was accepted
 * @param systemId the system that sent it
 * @param senderUnit HSA-id of the sending unit; empty when it could not be read
 * @param senderRole code of its role; empty when it could not be read
 * @param eventCode its event; empty when it could not be read
 * @param eventVersion the event's version; empty when it could not be read
 * @param format the format it came in
 * @param deliveries where it goes, by receiver
 */
public record FoundMessage(
        UUID hubId,
        UUID messageId,
        UUID episodeId,
        Instant receivedAt,
        MessageState state,
        String errorNumber,
        String systemId,
        String senderUnit,
        String senderRole,
        String eventCode,
        String eventVersion,
        String format,
        List<FoundDelivery> deliveries) {

    public FoundMessage {
        deliveries = List.copyOf(deliveries);
    }

    FoundMessage with(List<FoundDelivery> found) {
        return new FoundMessage(
                hubId,
                messageId,
                episodeId,
                receivedAt,
                state,
                errorNumber,
                systemId,
                senderUnit,
                senderRole,
                eventCode,
                eventVersion,
                format,
                found);
    }

    /**
     * One delivery of it.
     *
     * @param position its place in the lane of its episode and receiving system; 0 when it is alone
     * @param errorNumber the last failure; empty when none
     * @param deliveredAt when the receiver had it; null while it has not
     */
    public record FoundDelivery(
            UUID deliveryId,
            String systemId,
            String partyId,
            String unit,
            String role,
            DeliveryState state,
            int attempts,
            int position,
            String errorNumber,
            Instant deliveredAt) {}
}
