package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes out of a delivered message the few things a simulated party looks at; empty when it is not a message at all. */
final class ReceivedMessageReader {

    private static final String RECEIPT_EVENT = "technical-receipt";

    private final ObjectMapper json = new ObjectMapper();
    private final FhirXmlReader xml = new FhirXmlReader();

    Optional<ReceivedMessage> read(byte[] body) {
        try {
            if (startsWith(body, '<')) {
                return xml.read(body).flatMap(this::readTree);
            }
            if (startsWith(body, 'M')) {
                return Optional.of(readHl7(new String(body, StandardCharsets.ISO_8859_1)));
            }
            return readTree(json.readTree(body));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    Optional<ReceivedMessage> readTree(JsonNode tree) {
        if (!tree.isObject()) {
            return Optional.empty();
        }
        return Optional.of("Bundle".equals(tree.path("resourceType").asText()) ? readBundle(tree) : readEvent(tree));
    }

    private ReceivedMessage readEvent(JsonNode event) {
        List<String> receivers = new ArrayList<>();
        event.path("receivers")
                .forEach(receiver -> receivers.add(receiver.path("unit").asText() + " "
                        + receiver.path("role").asText()));
        String code = event.path("event").asText();
        // a receipt's messageId is that of the message it is about, and many receipts may be
        return new ReceivedMessage(
                event.path("receiptId").asText(event.path("messageId").asText()),
                event.path("episode").path("id").asText(),
                code,
                event.path("sentAt").asText(),
                receivers,
                event.path("possibleDuplicate").asBoolean(),
                RECEIPT_EVENT.equals(code) || event.has("level"),
                event.path("content")
                        .path("receiptCode")
                        .asText(event.path("code").asText()));
    }

    private ReceivedMessage readBundle(JsonNode bundle) {
        String episode = "";
        JsonNode header = bundle.at("/entry/0/resource");
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if ("Encounter".equals(resource.path("resourceType").asText())) {
                episode = identifier(resource.path("identifier"));
            }
        }
        List<String> receivers = new ArrayList<>();
        header.path("destination")
                .forEach(destination -> receivers.add(
                        destination.at("/receiver/identifier/value").asText() + " "
                                + extension(destination, FhirNames.RECEIVER_ROLE)
                                        .asText()));
        String code = header.path("eventCoding").path("code").asText();
        return new ReceivedMessage(
                header.path("id").asText(),
                episode,
                code,
                bundle.path("timestamp").asText(),
                receivers,
                extension(header, FhirNames.POSSIBLE_DUPLICATE).asBoolean(),
                RECEIPT_EVENT.equals(code) || header.has("response"),
                header.path("response").path("code").asText());
    }

    private static String identifier(JsonNode identifiers) {
        for (JsonNode identifier : identifiers) {
            if (FhirNames.EPISODE_IDENTIFIER.equals(identifier.path("system").asText())) {
                return identifier.path("value").asText();
            }
        }
        return "";
    }

    /** The value of an extension, whatever its type; a missing node when it is not there. */
    private static JsonNode extension(JsonNode element, String url) {
        for (JsonNode extension : element.path("extension")) {
            if (url.equals(extension.path("url").asText())) {
                return extension.has("valueBoolean") ? extension.path("valueBoolean") : extension.path("valueCode");
            }
        }
        return element.path("no-such-extension");
    }

    private static ReceivedMessage readHl7(String message) {
        String[] header = message.split("\r", 2)[0].split("\\|", -1);
        String visit = "";
        for (String segment : message.split("\r")) {
            if (segment.startsWith("PV1|")) {
                visit = field(segment.split("\\|", -1), 19);
            }
        }
        return new ReceivedMessage(
                field(header, 9), visit, field(header, 8), "", List.of(field(header, 5)), false, false, "");
    }

    private static String field(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }

    private static boolean startsWith(byte[] body, char first) {
        int at = 0;
        while (at < body.length
                && (body[at] <= ' ' || body[at] == (byte) 0xEF || body[at] == (byte) 0xBB || body[at] == (byte) 0xBF)) {
            at++;
        }
        return at < body.length && body[at] == first;
    }
}
