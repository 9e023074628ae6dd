package se.knutpunkt.episode;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/**
 * An event as the decision sees it.
 *
 * @param type its catalogue entry
 * @param message the canonical message
 * @param messageId MessageHeader.id
 * @param senderUnit the unit that speaks
 * @param senderRole the role it speaks in
 * @param personHash keyed hash of the person; empty for events without one
 * @param formerPersonHash keyed hash of the identifier the sender says the person had before (a reserve number exchanged, a merge);
 *     empty when it says none
 * @param receivers who it goes to, as addressed
 * @param referenceId message id of the accepted message it refers to, if found
 * @param referenceEvent event code of that message; empty when there is none
 * @param referenceSender unit that sent that message, if found
 * @param acceptedAt the accept time, UTC
 */
public record EpisodeEvent(
        EventType type,
        CanonicalMessage message,
        UUID messageId,
        HsaId senderUnit,
        Role senderRole,
        String personHash,
        String formerPersonHash,
        List<Receiver> receivers,
        Optional<UUID> referenceId,
        String referenceEvent,
        Optional<HsaId> referenceSender,
        Instant acceptedAt) {}
