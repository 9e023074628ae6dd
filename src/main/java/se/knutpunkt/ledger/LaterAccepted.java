package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A message that was accepted, and that the restored ledger does not know. No personal data.
 *
 * @param senderMessageId as the sender named it
 * @param messageId MessageHeader.id, the same when it is sent again
 */
public record LaterAccepted(
        UUID hubId, String systemId, String senderMessageId, UUID messageId, String eventCode, Instant acceptedAt) {}
