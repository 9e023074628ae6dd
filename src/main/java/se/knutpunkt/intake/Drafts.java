package se.knutpunkt.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.UUID;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.EpisodeKey;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.WireForm;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;

/** Makes the draft the ledger records, out of a message that has passed the check. */
final class Drafts {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final KeyedHasher hasher;

    Drafts(KeyedHasher hasher) {
        this.hasher = hasher;
    }

    IntakeDraft draft(Canonicalised canonical, EventType type, UUID hubId) {
        CanonicalMessage message = canonical.message();
        Submission submission = canonical.submission();
        Instant received = submission.receivedAt();
        return new IntakeDraft(
                hubId,
                submission.system().id(),
                canonical.known().senderMessageId(),
                canonical.known().transmissionId(),
                submission.system().inbound().duplicateWindowDays(),
                canonical.known().contentHash(),
                messageId(message),
                type.code(),
                type.version(),
                message.findSenderUnit().orElseThrow(() -> missing("MessageHeader.sender")),
                message.findSenderRole().orElseThrow(() -> missing("MessageHeader.sender")),
                message.findHappenedAt().orElseThrow(() -> missing("MessageHeader.extension(happened-at)")),
                message.findSentAt().orElse(received),
                received,
                episodeKey(message, type),
                message.findReference().orElse(null),
                personHash(message),
                submission.format().code(),
                canonical.mapping(),
                canonical.inForce().hash(),
                submission.traceparent(),
                bytes(message.bundle()),
                new WireForm(
                        submission.bytes(), hasher.hashWire(submission.system().id(), submission.bytes())));
    }

    /** Hash of the person's identifier; empty when the message names none. */
    String personHash(CanonicalMessage message) {
        return personHash(message.personIdentifier(false));
    }

    /** Hash of the identifier the sender says the person had before; empty when it says none. */
    String formerPersonHash(CanonicalMessage message) {
        return personHash(message.personIdentifier(true));
    }

    static EpisodeKey episodeKey(CanonicalMessage message, EventType type) {
        JsonNode visit = message.visitNumber();
        return new EpisodeKey(
                message.findEpisodeId().orElse(null),
                assigner(visit),
                visit.path("value").asText(),
                type.effect(message.kind()).creates(),
                message.isStatusOnly());
    }

    static String assigner(JsonNode visit) {
        return visit.path("assigner").path("identifier").path("value").asText();
    }

    private String personHash(JsonNode identifier) {
        String value = identifier.path("value").asText();
        return value.isEmpty()
                ? ""
                : hasher.hashPerson(identifier.path("system").asText(), value);
    }

    private static UUID messageId(CanonicalMessage message) {
        try {
            return UUID.fromString(message.messageId());
        } catch (IllegalArgumentException notOne) {
            throw new HubException(new Refusal(ErrorCode.WRONG_TYPE, "MessageHeader.id", "UUID"));
        }
    }

    private static HubException missing(String place) {
        return new HubException(Refusal.of(ErrorCode.REQUIRED_MISSING, place));
    }

    private static byte[] bytes(JsonNode bundle) {
        try {
            return JSON.writeValueAsBytes(bundle);
        } catch (JsonProcessingException impossible) {
            throw new HubException(ErrorCode.INTERNAL, "canonical", "", impossible);
        }
    }
}
