package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that is held or late, as its receiver may know of it: no content.
 *
 * @param deliveryId the id that the receiver sees
 * @param messageId MessageHeader.id
 * @param eventCode its event
 * @param unit HSA-id of the receiving unit
 * @param acceptedAt when it was accepted
 * @param attempts how often it was tried
 * @param errorNumber the last error; empty for none
 * @param held true when somebody must mend it; false when it waits
 */
public record OwnDelivery(
        UUID deliveryId,
        UUID messageId,
        String eventCode,
        String unit,
        Instant acceptedAt,
        int attempts,
        String errorNumber,
        boolean held) {}
