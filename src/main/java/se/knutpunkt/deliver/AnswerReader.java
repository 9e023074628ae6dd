package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.ReceiptCode;

/**
 * Reads a receiver's answer: a FHIR response message, in JSON or XML, or a JSON receipt. A stranger's bytes: bounded, read
 * strictly, and never quoted. A receipt that names another message is none.
 */
final class AnswerReader {

    /** Largest answer that is read. */
    static final int MAX_BYTES = 64 * 1024;

    private static final ReadLimits LIMITS = new ReadLimits(MAX_BYTES, 32, "UTF-8");

    private AnswerReader() {}

    static Answer read(byte[] body, String messageId) {
        if (body == null || body.length == 0) {
            return Answer.NONE;
        }
        try {
            JsonNode tree = Codecs.get(format(body)).read(body, LIMITS);
            return "Bundle".equals(tree.path("resourceType").asText())
                    ? bundle(tree, messageId)
                    : receipt(tree.path("code"), tree.path("messageId"), messageId);
        } catch (HubException unreadable) {
            return Answer.NONE;
        }
    }

    private static Format format(byte[] body) {
        int at = 0;
        // white space and a byte order mark may come first
        while (at < body.length - 1 && (body[at] <= ' ')) {
            at++;
        }
        return body[at] == '<' ? Format.FHIR_XML : Format.EVENT_JSON;
    }

    private static Answer bundle(JsonNode bundle, String messageId) {
        JsonNode response = bundle.path("entry").path(0).path("resource").path("response");
        return response.hasNonNull("identifier")
                ? receipt(response.path("code"), response.path("identifier"), messageId)
                : Answer.NONE;
    }

    private static Answer receipt(JsonNode code, JsonNode named, String messageId) {
        if (!named.isMissingNode() && !named.isNull() && !messageId.equalsIgnoreCase(named.asText())) {
            return Answer.NONE;
        }
        for (ReceiptCode each : ReceiptCode.values()) {
            if (each.fhirCode().equals(code.asText())) {
                return Answer.valueOf(each.name());
            }
        }
        return Answer.NONE;
    }
}
