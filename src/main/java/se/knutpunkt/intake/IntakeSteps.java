package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.canonical.IdentityCheck;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.translate.TranslateContext;
import se.knutpunkt.translate.Translated;

/** The pure steps before the transaction: decode, translate, check. */
final class IntakeSteps {

    private final IdentityPolicy identities;
    private final Ids ids;

    IntakeSteps(IdentityPolicy identities, Ids ids) {
        this.identities = identities;
        this.ids = ids;
    }

    /** Bytes to a tree, within the bounds of the sender's adapter. */
    JsonNode decode(Submission submission) {
        return Codecs.get(submission.format()).read(submission.bytes(), submission.limits());
    }

    /** Tree to the canonical form, by the mapping of the sender's adapter. */
    Translated translate(Submission submission, JsonNode tree, InForce inForce) {
        TranslateContext context = new TranslateContext(
                submission.system(), messageId(submission, tree), ids.next(), submission.receivedAt());
        return inForce.translator().toCanonical(mapping(submission), tree, context, inForce.directory());
    }

    static String mapping(Submission submission) {
        return submission.system().inbound().mappingFor(submission.format());
    }

    /** All that the sender must mend: the form first, since the rest relies on it; then the event, the person and the one who acts. */
    List<Refusal> check(Canonicalised canonical) {
        CanonicalMessage message = canonical.message();
        InForce inForce = canonical.inForce();
        List<Refusal> form = inForce.fastCheck().check(message.bundle());
        if (!form.isEmpty()) {
            return form;
        }
        List<Refusal> refusals = new ArrayList<>(
                ActingCheck.check(message, canonical.submission().system(), inForce.directory()));
        refusals.addAll(EventCheck.check(
                message,
                inForce.catalogue(),
                canonical.submission().receivedAt(),
                inForce.exchange().clockSkew()));
        refusals.addAll(IdentityCheck.check(message, identities));
        return refusals.stream().distinct().toList();
    }

    /** The catalogue entry, for a message that has passed the check. */
    static EventType eventType(CanonicalMessage message, InForce inForce) {
        return inForce.catalogue()
                .findEvent(message.eventCode(), message.eventVersion(), message.content("registeredEvent"))
                .orElseThrow(() -> new HubException(ErrorCode.UNKNOWN_EVENT, "MessageHeader.eventCoding", ""));
    }

    private static UUID messageId(Submission submission, JsonNode tree) {
        SourceFields fields = SourceFields.of(submission.format());
        return MessageIds.of(submission.system().hsaId(), fields.readMessageId(tree), fields.readDay(tree));
    }

    /** Nothing can be told apart, answered or repeated without an id. */
    static void requireMessageId(Format format, Known known) {
        if (known.senderMessageId().isBlank()) {
            throw new HubException(Refusal.of(
                    ErrorCode.REQUIRED_MISSING, SourceFields.of(format).messageIdPlace()));
        }
    }

    static CanonicalMessage view(ObjectNode bundle) {
        return new CanonicalMessage(bundle);
    }
}
