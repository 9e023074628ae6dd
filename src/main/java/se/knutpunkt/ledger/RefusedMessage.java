package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.message.Refusal;

/**
 * A message that was refused before its episode was looked at, kept as evidence without its content.
 *
 * @param hubId the hub's own id
 * @param systemId id of the system that sent it
 * @param senderMessageId the sender's message id; empty when it could not be read
 * @param transmissionId the transmission id; empty when it could not be read
 * @param contentHash keyed hash of what was received, lower-case hex
 * @param duplicateWindowDays days the pair (system, message id) is remembered
 * @param eventCode code of the event; empty when it could not be read
 * @param format code of the wire format
 * @param receivedAt when the hub had the last byte, UTC
 * @param configurationHash hash of the configuration in force
 * @param refusals why
 * @param wireHash hash of the bytes as received under the key shared with the system; empty when there is none
 */
public record RefusedMessage(
        UUID hubId,
        String systemId,
        String senderMessageId,
        String transmissionId,
        String contentHash,
        int duplicateWindowDays,
        String eventCode,
        String format,
        Instant receivedAt,
        String configurationHash,
        List<Refusal> refusals,
        String wireHash) {

    /** One of which the bytes are not to be compared. */
    public RefusedMessage(
            UUID hubId,
            String systemId,
            String senderMessageId,
            String transmissionId,
            String contentHash,
            int duplicateWindowDays,
            String eventCode,
            String format,
            Instant receivedAt,
            String configurationHash,
            List<Refusal> refusals) {
        this(
                hubId,
                systemId,
                senderMessageId,
                transmissionId,
                contentHash,
                duplicateWindowDays,
                eventCode,
                format,
                receivedAt,
                configurationHash,
                refusals,
                "");
    }
}
