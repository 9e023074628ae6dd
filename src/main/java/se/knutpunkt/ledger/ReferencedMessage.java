package se.knutpunkt.ledger;

import java.util.List;
import java.util.UUID;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/**
 * An accepted message that another one refers to.
 *
 * @param messageId its MessageHeader.id
 * @param eventCode its event
 * @param episodeId its episode; null when it had none
 * @param senderUnit who sent it
 * @param senderRole in which role
 * @param systemId the system it came from
 * @param receivers who it went to
 */
public record ReferencedMessage(
        UUID messageId,
        String eventCode,
        UUID episodeId,
        HsaId senderUnit,
        Role senderRole,
        String systemId,
        List<Receiver> receivers) {}
