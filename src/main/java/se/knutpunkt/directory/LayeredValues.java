package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The connection values of one system after its layers are laid on each other, and which layer each value comes from. */
final class LayeredValues {

    private static final List<String> SIDES = List.of("inbound", "outbound");

    private final ObjectNode values = JsonNodeFactory.instance.objectNode();
    private final Map<String, String> layers = new TreeMap<>();

    /** Lays the values of a narrower layer on top: objects are merged, everything else is replaced. */
    void lay(JsonNode node, String layer) {
        for (String side : SIDES) {
            if (node.path(side).isObject()) {
                merge(values.withObjectProperty(side), node.get(side), side, layer);
            }
        }
    }

    private void merge(ObjectNode target, JsonNode source, String path, String layer) {
        source.properties().forEach(field -> {
            String at = path + "." + field.getKey();
            if (field.getValue().isObject()) {
                merge(target.withObjectProperty(field.getKey()), field.getValue(), at, layer);
            } else {
                target.set(field.getKey(), field.getValue());
                layers.put(at, layer);
            }
        });
    }

    JsonNode values() {
        return values;
    }

    /** The layer each value comes from, by path such as {@code outbound.retry.maxAttempts}. */
    Map<String, String> layers() {
        return layers;
    }
}
