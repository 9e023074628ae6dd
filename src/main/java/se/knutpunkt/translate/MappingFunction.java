package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.schibsted.spt.data.jslt.Function;
import java.util.List;

/** One function that mappings may call. It must be pure: same arguments, same answer. */
record MappingFunction(String name, int min, int max, Body body) implements Function {

    /** What a function does with its arguments; missing optional ones are null nodes. */
    @FunctionalInterface
    interface Body {
        JsonNode call(List<JsonNode> arguments);
    }

    static MappingFunction of(String name, int arguments, Body body) {
        return new MappingFunction(name, arguments, arguments, body);
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public int getMinArguments() {
        return min;
    }

    @Override
    public int getMaxArguments() {
        return max;
    }

    @Override
    public JsonNode call(JsonNode input, JsonNode[] arguments) {
        JsonNode[] padded = new JsonNode[max];
        for (int i = 0; i < max; i++) {
            padded[i] = i < arguments.length ? arguments[i] : NullNode.getInstance();
        }
        return body.call(List.of(padded));
    }

    /** The text of a scalar; empty for null and missing. */
    static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : "";
    }

    static JsonNode text(String value) {
        return value == null || value.isEmpty() ? NullNode.getInstance() : TextNode.valueOf(value);
    }
}
