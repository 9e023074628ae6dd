package se.knutpunkt.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message of which only what many messages have in common is left: its properties, and the words of FHIR and of our code systems. */
final class BlankedBundle {

    /** The only properties whose text is left. */
    private static final Set<String> KEPT = Set.of(
            "resourceType",
            "type",
            "url",
            "system",
            "code",
            "version",
            "use",
            "status",
            "intent",
            "profile",
            "contentType",
            "valueCode");

    /** What a value begins with, whoever it is about: the kind of an identifier, the organisation of an HSA-id. */
    private static final Pattern BEGINNING = Pattern.compile("^(urn:[a-z-]+:)?(SE\\d{10}-)?");

    private static final Pattern ZONE = Pattern.compile("[+-]\\d\\d:00$");

    private BlankedBundle() {}

    static ObjectNode of(ObjectNode bundle) {
        ObjectNode blanked = bundle.deepCopy();
        blank(blanked);
        return blanked;
    }

    private static void blank(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                boolean kept = KEPT.contains(field.getKey())
                        && !(field.getKey().equals("valueCode") && isMunicipality(object));
                if (!kept) {
                    field.setValue(blanked(field.getValue()));
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, blanked(array.get(i)));
            }
        }
    }

    /** Where a person lives is as much theirs as the street. */
    private static boolean isMunicipality(ObjectNode extension) {
        return extension.path("url").asText().endsWith("/municipality-code");
    }

    private static JsonNode blanked(JsonNode value) {
        if (!value.isTextual()) {
            blank(value);
            return value;
        }
        String text = value.asText();
        Matcher beginning = BEGINNING.matcher(text);
        Matcher zone = ZONE.matcher(text);
        return new TextNode((beginning.find() ? beginning.group() : "") + (zone.find() ? zone.group() : ""));
    }
}
