package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.Hl7Header;

/**
 * What is known of a message so far: enough to record a refusal of it, however early it comes.
 *
 * @param senderMessageId the sender's message id; empty until it has been read
 * @param transmissionId the transmission id; empty until it has been read, or when the format has none
 * @param event code of an event of the catalogue, or a trigger event of HL7; empty until it is known to be one
 * @param contentHash keyed hash of the content, or of the bytes until they have been read
 */
record Known(String senderMessageId, String transmissionId, String event, String contentHash) {

    private static final Pattern HL7_TRIGGER = Pattern.compile("[A-Z]\\d\\d");
    private static final int LONGEST_ID = 200;

    /** Of bytes not yet read; MSH can be read where the rest cannot. */
    static Known ofUnread(Submission submission, ContentHash hash) {
        String id = submission.format() == Format.HL7_V2
                ? Hl7Header.peek(submission.bytes()).map(Hl7Header::controlId).orElse("")
                : "";
        return new Known(bounded(id), "", "", hash.ofUnread(submission.bytes()));
    }

    static Known of(Format format, JsonNode tree, ContentHash hash, Catalogue catalogue) {
        SourceFields fields = SourceFields.of(format);
        return new Known(
                bounded(fields.readMessageId(tree)),
                bounded(fields.readTransmissionId(tree)),
                eventOf(fields.readEvent(tree), catalogue),
                hash.of(format, tree));
    }

    Known withEvent(String code, Catalogue catalogue) {
        return new Known(senderMessageId, transmissionId, eventOf(code, catalogue), contentHash);
    }

    /** Only codes of the catalogue and HL7's short ones are ever counted or recorded as events; others could be anything. */
    private static String eventOf(String code, Catalogue catalogue) {
        return Optional.of(code)
                .filter(known -> HL7_TRIGGER.matcher(known).matches()
                        || catalogue.listEvents().stream()
                                .anyMatch(event -> event.code().equals(known)))
                .orElse("");
    }

    private static String bounded(String id) {
        return id.length() > LONGEST_ID ? "" : id;
    }
}
