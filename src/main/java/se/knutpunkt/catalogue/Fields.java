package se.knutpunkt.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** One object of a document that its schema has passed, with the place of each value for defects. */
record Fields(YamlDocument document, String pointer, JsonNode node) {

    static Fields of(YamlDocument document) {
        return new Fields(document, "", document.root());
    }

    boolean has(String key) {
        return node.has(key);
    }

    Fields child(String key) {
        return new Fields(document, pointer + "/" + key, node.path(key));
    }

    /** The objects of a list. */
    List<Fields> children(String key) {
        List<Fields> children = new ArrayList<>();
        for (int i = 0; i < node.path(key).size(); i++) {
            children.add(new Fields(
                    document, pointer + "/" + key + "/" + i, node.path(key).path(i)));
        }
        return children;
    }

    String text(String key) {
        return node.path(key).asText();
    }

    boolean flag(String key) {
        return node.path(key).asBoolean();
    }

    List<String> list(String key) {
        List<String> values = new ArrayList<>();
        node.path(key).forEach(value -> values.add(value.asText()));
        return values;
    }

    /** Keys in file order. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    Map<String, String> map(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        node.path(key)
                .properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }

    Defect defect(String key, String problem, String mend) {
        return document.defect(key.isEmpty() ? pointer : pointer + "/" + key, problem, mend);
    }
}
