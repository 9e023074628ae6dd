package se.knutpunkt.golden;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One value of a source tree.
 *
 * @param pointer where it stands
 * @param path where it stands in the terms of {@code ignored}: {@code PID-3.4}, {@code Patient.name.family},
 *     {@code MessageHeader.extension(happened-at).url}, {@code patient.name.given}
 */
record Leaf(JsonPointer pointer, String path) {

    static List<Leaf> list(JsonNode tree) {
        List<Leaf> leaves = new ArrayList<>();
        if (tree.has("separators")) {
            for (Map.Entry<String, JsonNode> segments : tree.properties()) {
                if (segments.getKey().length() == 3) {
                    hl7(segments.getValue(), JsonPointer.compile("/" + segments.getKey()), segments.getKey(), leaves);
                }
            }
        } else {
            String root = tree.path("resourceType").asText();
            collect(tree, JsonPointer.empty(), root, leaves);
        }
        return leaves;
    }

    /** The tree with this value changed, and with it removed. */
    List<JsonNode> changed(JsonNode tree) {
        JsonNode value = tree.at(pointer);
        JsonNode replaced = tree.deepCopy();
        JsonNode without = tree.deepCopy();
        set(
                replaced,
                value.isBoolean()
                        ? JsonNodeFactory.instance.booleanNode(!value.asBoolean())
                        : value.isNumber()
                                ? JsonNodeFactory.instance.numberNode(value.asInt() + 1)
                                : JsonNodeFactory.instance.textNode(value.asText() + "1"));
        set(without, null);
        return List.of(replaced, without);
    }

    private void set(JsonNode tree, JsonNode value) {
        JsonNode parent = tree.at(pointer.head());
        String name = pointer.last().getMatchingProperty();
        if (parent instanceof ArrayNode array) {
            if (value == null) {
                array.remove(Integer.parseInt(name));
            } else {
                array.set(Integer.parseInt(name), value);
            }
        } else if (value == null) {
            ((ObjectNode) parent).remove(name);
        } else {
            ((ObjectNode) parent).set(name, value);
        }
    }

    private static void hl7(JsonNode segments, JsonPointer at, String name, List<Leaf> leaves) {
        for (int i = 0; i < segments.size(); i++) {
            for (Map.Entry<String, JsonNode> field : segments.get(i).properties()) {
                for (int r = 0; r < field.getValue().size(); r++) {
                    for (Map.Entry<String, JsonNode> component :
                            field.getValue().get(r).properties()) {
                        leaves.add(new Leaf(
                                at.appendIndex(i)
                                        .appendProperty(field.getKey())
                                        .appendIndex(r)
                                        .appendProperty(component.getKey()),
                                name + "-" + field.getKey() + "." + component.getKey()));
                    }
                }
            }
        }
    }

    private static void collect(JsonNode node, JsonPointer at, String path, List<Leaf> leaves) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String type = field.getValue().path("resourceType").asText();
                String next = type.isEmpty() ? (path.isEmpty() ? "" : path + ".") + field.getKey() : type;
                collect(field.getValue(), at.appendProperty(field.getKey()), next, leaves);
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                String url = node.get(i).path("url").asText();
                boolean extension = path.endsWith(".extension") && !url.isEmpty();
                String next = extension ? path + "(" + url.substring(url.lastIndexOf('/') + 1) + ")" : path;
                collect(node.get(i), at.appendIndex(i), next, leaves);
            }
        } else {
            leaves.add(new Leaf(at, path));
        }
    }
}
