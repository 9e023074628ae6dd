package se.knutpunkt.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;

/** Says what a schema found, in words that tell how to mend it. */
final class SchemaDefect {

    private SchemaDefect() {}

    static Defect of(YamlDocument document, String pointer, ValidationMessage message) {
        JsonNode schema = message.getSchemaNode();
        return switch (message.getType()) {
            case "type" -> wrongType(document, pointer, message.getInstanceNode(), schema);
            case "required" ->
                document.defect(YamlDocument.child(pointer, message.getProperty()), "is missing", "add it");
            case "additionalProperties", "unevaluatedProperties" ->
                document.defect(
                        YamlDocument.child(pointer, message.getProperty()),
                        "unknown key",
                        "remove it or correct its name");
            case "enum", "const" ->
                document.defect(pointer, "is " + message.getInstanceNode(), "allowed: " + values(schema));
            case "pattern" ->
                document.defect(pointer, "is " + message.getInstanceNode(), "allowed: what matches " + schema.asText());
            default -> document.defect(pointer, message.getError(), "");
        };
    }

    private static Defect wrongType(YamlDocument document, String pointer, JsonNode instance, JsonNode schema) {
        boolean unquoted = schema.asText().equals("string") && instance != null && instance.isValueNode();
        return document.defect(
                pointer,
                "is " + (instance == null ? "another type" : typeOf(instance)) + ", not " + values(schema),
                unquoted ? "put quotes around it" : "allowed: " + values(schema));
    }

    private static String typeOf(JsonNode node) {
        return switch (node.getNodeType()) {
            case NUMBER -> "the number " + node.asText();
            case BOOLEAN -> "the boolean " + node.asText();
            case STRING -> "a string";
            case ARRAY -> "a list";
            case OBJECT -> "an object";
            default -> "empty";
        };
    }

    private static String values(JsonNode schema) {
        if (!schema.isArray()) {
            return schema.asText();
        }
        List<String> values = new ArrayList<>();
        schema.forEach(value -> values.add(value.asText()));
        return String.join(", ", values);
    }
}
