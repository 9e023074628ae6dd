package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.UUID;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/**
 * What is known of a message before its episode is looked at; everything in it is computed without input or output.
 *
 * @param hubId the hub's own id, UUIDv7
 * @param systemId id of the system that sent it
 * @param senderMessageId the sender's message id as text (MessageHeader.id, MSH-10)
 * @param transmissionId the sender's transmission id; empty when the format has none
 * @param duplicateWindowDays days the pair (system, message id) is remembered
 * @param contentHash keyed hash of the source tree without transmission id and times, lower-case hex
 * @param messageId MessageHeader.id of the canonical message: the stable id receivers see
 * @param eventCode code of the event
 * @param eventVersion version of the event
 * @param senderUnit the unit that speaks
 * @param senderRole the role it speaks in
 * @param happenedAt when it happened, UTC
 * @param sentAt when the sender says that it was sent, UTC
 * @param receivedAt when the hub had the last byte, UTC
 * @param episode how it names its episode
 * @param reference the message it corrects, withdraws or answers (MessageHeader.id); null when none
 * @param personHash keyed hash of the person; empty for events without a person
 * @param format code of the wire format it came in
 * @param mapping id of the mapping used; empty when none
 * @param configurationHash hash of the configuration in force
 * @param traceparent W3C trace context; empty when there is none
 * @param canonical the canonical Bundle as JSON bytes
 * @param wire the message as it came
 */
public record IntakeDraft(
        UUID hubId,
        String systemId,
        String senderMessageId,
        String transmissionId,
        int duplicateWindowDays,
        String contentHash,
        UUID messageId,
        String eventCode,
        String eventVersion,
        HsaId senderUnit,
        Role senderRole,
        Instant happenedAt,
        Instant sentAt,
        Instant receivedAt,
        EpisodeKey episode,
        UUID reference,
        String personHash,
        String format,
        String mapping,
        String configurationHash,
        String traceparent,
        byte[] canonical,
        WireForm wire) {

    /** One that did not come over a wire. */
    public IntakeDraft(
            UUID hubId,
            String systemId,
            String senderMessageId,
            String transmissionId,
            int duplicateWindowDays,
            String contentHash,
            UUID messageId,
            String eventCode,
            String eventVersion,
            HsaId senderUnit,
            Role senderRole,
            Instant happenedAt,
            Instant sentAt,
            Instant receivedAt,
            EpisodeKey episode,
            UUID reference,
            String personHash,
            String format,
            String mapping,
            String configurationHash,
            String traceparent,
            byte[] canonical) {
        this(
                hubId,
                systemId,
                senderMessageId,
                transmissionId,
                duplicateWindowDays,
                contentHash,
                messageId,
                eventCode,
                eventVersion,
                senderUnit,
                senderRole,
                happenedAt,
                sentAt,
                receivedAt,
                episode,
                reference,
                personHash,
                format,
                mapping,
                configurationHash,
                traceparent,
                canonical,
                WireForm.NONE);
    }
}
