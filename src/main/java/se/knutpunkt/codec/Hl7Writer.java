package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** The tree of {@link Hl7v2Codec} as ER7 text, with CR after each segment. */
final class Hl7Writer {

    private final Hl7Separators separators;
    private final Hl7Escapes escapes;

    Hl7Writer(Hl7Escapes escapes) {
        this.separators = escapes.separators();
        this.escapes = escapes;
    }

    String message(JsonNode tree) {
        StringBuilder text = new StringBuilder();
        Map<String, Integer> written = new HashMap<>();
        for (JsonNode item : tree.path("order")) {
            String name = item.asText();
            int index = written.merge(name, 1, Integer::sum) - 1;
            segment(text, name, tree.path(name).path(index));
            text.append('\r');
        }
        return text.toString();
    }

    private void segment(StringBuilder text, String name, JsonNode fields) {
        boolean header = name.equals("MSH");
        text.append(name);
        if (header) {
            text.append(separators.text());
        }
        int last = 0;
        for (Map.Entry<String, JsonNode> field : fields.properties()) {
            last = Math.max(last, Integer.parseInt(field.getKey()));
        }
        for (int number = header ? 3 : 1; number <= last; number++) {
            text.append(separators.field());
            String divider = "";
            for (JsonNode repetition : fields.path(Integer.toString(number))) {
                text.append(divider);
                repetition(text, repetition);
                divider = String.valueOf(separators.repetition());
            }
        }
    }

    private void repetition(StringBuilder text, JsonNode values) {
        int components = 0;
        Map<Integer, Integer> subcomponents = new HashMap<>();
        for (Map.Entry<String, JsonNode> value : values.properties()) {
            String[] key = value.getKey().split("\\.", 2);
            int component = Integer.parseInt(key[0]);
            components = Math.max(components, component);
            subcomponents.merge(component, key.length == 1 ? 1 : Integer.parseInt(key[1]), Math::max);
        }
        for (int component = 1; component <= components; component++) {
            text.append(component == 1 ? "" : separators.component());
            int last = subcomponents.getOrDefault(component, 1);
            for (int subcomponent = 1; subcomponent <= last; subcomponent++) {
                String key = subcomponent == 1 ? Integer.toString(component) : component + "." + subcomponent;
                text.append(subcomponent == 1 ? "" : separators.subcomponent());
                text.append(escapes.encode(values.path(key).asText()));
            }
        }
    }
}
