package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The head that every definition of ours begins with. */
final class Metadata {

    private static final String DATE = "2026-11-24";

    private Metadata() {}

    static ObjectNode of(String type, String id, String url, String version, String title) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("resourceType", type).put("id", id).put("url", url).put("version", version);
        definition
                .put("name", name(id))
                .put("title", title)
                .put("status", "active")
                .put("experimental", false);
        return definition.put("date", DATE).put("publisher", "Knutpunkt");
    }

    /** A name as FHIR wants it: a capital first, letters, digits and underscores. */
    private static String name(String id) {
        StringBuilder name = new StringBuilder();
        boolean capital = true;
        for (char letter : id.toCharArray()) {
            if (letter == '-') {
                capital = true;
            } else {
                name.append(capital ? Character.toUpperCase(letter) : letter);
                capital = false;
            }
        }
        return name.toString();
    }
}
