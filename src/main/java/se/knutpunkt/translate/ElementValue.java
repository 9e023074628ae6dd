package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.Element.ElementType;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;

/** One value of one element: plain JSON, FHIR value[x], and text, by the table of docs/canonical-model.md. */
final class ElementValue {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String UUID_URN = "urn:uuid:";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,40}");

    private ElementValue() {}

    static String key(ElementType type) {
        return switch (type) {
            case STRING -> "valueString";
            case CODE -> "valueCoding";
            case DATE -> "valueDate";
            case DATE_TIME -> "valueDateTime";
            case BOOLEAN -> "valueBoolean";
            case UNIT, PERSON -> "valueIdentifier";
            case MESSAGE_ID -> "valueUuid";
            case ATTACHMENT -> "valueAttachment";
        };
    }

    static JsonNode toFhir(Element element, JsonNode value) {
        return switch (element.type()) {
            case CODE ->
                NODES.objectNode()
                        .put("system", Fhir.BASE + "/CodeSystem/" + element.codeSystem())
                        .put("code", value.asText());
            case UNIT, PERSON ->
                NODES.objectNode().put("system", HsaId.FHIR_SYSTEM).put("value", value.asText());
            case MESSAGE_ID -> NODES.textNode(UUID_URN + value.asText());
            default -> value;
        };
    }

    static JsonNode fromFhir(Element element, JsonNode value) {
        return switch (element.type()) {
            case CODE -> value.path("code");
            case UNIT, PERSON -> value.path("value");
            case MESSAGE_ID -> NODES.textNode(value.asText().replace(UUID_URN, ""));
            case ATTACHMENT -> attachment(value);
            default -> value;
        };
    }

    /** A value that came as text; what does not fit its type stays text, for the check to refuse. */
    static JsonNode fromText(Element element, String text) {
        return element.type() == ElementType.BOOLEAN && (text.equals("true") || text.equals("false"))
                ? NODES.booleanNode(text.equals("true"))
                : NODES.textNode(text);
    }

    /** A refusal marker when a plain value has not the type of its element. */
    static Optional<JsonNode> check(Element element, JsonNode value, String place) {
        if (Markers.isRefusal(value)) {
            return Optional.of(value);
        }
        return switch (element.type()) {
            case BOOLEAN -> type(value.isBoolean(), place, "true or false");
            case ATTACHMENT -> type(isAttachment(value), place, "an object with contentType, title and data");
            case DATE ->
                type(value.isTextual(), place, "a date").or(() -> time(isDate(value.asText()), place, "YYYY-MM-DD"));
            case DATE_TIME ->
                type(value.isTextual(), place, "a time")
                        .or(() -> time(isDateTime(value.asText()), place, "ISO 8601 with offset"));
            case MESSAGE_ID ->
                type(value.isTextual(), place, "a UUID").or(() -> identifier(isUuid(value.asText()), place, "a UUID"));
            case UNIT, PERSON ->
                type(value.isTextual(), place, "an HSA-id")
                        .or(() -> identifier(HsaId.find(value.asText()).isPresent(), place, "an HSA-id"));
            case STRING, CODE -> type(value.isTextual(), place, "a text");
        };
    }

    /** A name as it may stand in a place: anything that could be content is a question mark. */
    static String safe(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : "?";
    }

    static boolean isDate(String text) {
        try {
            return text.length() == 10 && LocalDate.parse(text) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }

    static boolean isDateTime(String text) {
        try {
            return OffsetDateTime.parse(text) != null;
        } catch (DateTimeException none) {
            return false;
        }
    }

    static boolean isUuid(String text) {
        try {
            return text.length() == 36 && UUID.fromString(text) != null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static ObjectNode attachment(JsonNode value) {
        ObjectNode attachment = NODES.objectNode();
        for (String field : new String[] {"contentType", "title", "data"}) {
            if (value.has(field)) {
                attachment.set(field, value.get(field));
            }
        }
        return attachment;
    }

    private static boolean isAttachment(JsonNode value) {
        if (!value.isObject()) {
            return false;
        }
        for (var field : value.properties()) {
            boolean known = field.getKey().equals("contentType")
                    || field.getKey().equals("title")
                    || field.getKey().equals("data");
            if (!known || !field.getValue().isTextual()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<JsonNode> type(boolean holds, String place, String allowed) {
        return unless(holds, ErrorCode.WRONG_TYPE, place, allowed);
    }

    private static Optional<JsonNode> time(boolean holds, String place, String allowed) {
        return unless(holds, ErrorCode.INVALID_TIME, place, allowed);
    }

    private static Optional<JsonNode> identifier(boolean holds, String place, String allowed) {
        return unless(holds, ErrorCode.INVALID_IDENTIFIER, place, allowed);
    }

    private static Optional<JsonNode> unless(boolean holds, ErrorCode code, String place, String allowed) {
        return holds ? Optional.empty() : Optional.of(Markers.refusal(code, place, allowed));
    }
}
