package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Refusal;

/**
 * What a plain tree may hold, as a mapping file draws it: objects by name, a list by its one item, a leaf by its type, with
 * {@code !} where it must be there. Anything else is refused, so that a misspelt name is told and not lost.
 */
sealed interface Shape {

    /** Adds what the sender must mend. */
    void check(JsonNode value, String place, List<Refusal> refusals);

    /** The leaf types a shape may name. */
    List<String> TYPES = List.of(
            "string", "code", "codes", "uuid", "date-time", "partial-date", "boolean", "integer", "hsa-id", "content");

    /**
     * @param drawing the {@code shape} of a mapping file
     * @param content checks the content object of an event
     */
    static Shape of(JsonNode drawing, MappingFunction content) {
        if (drawing.isArray()) {
            return new Items(of(drawing.path(0), content));
        }
        if (drawing.isObject()) {
            Map<String, Shape> fields = new LinkedHashMap<>();
            drawing.properties().forEach(field -> fields.put(field.getKey(), of(field.getValue(), content)));
            return new Fields(fields);
        }
        return new Leaf(drawing.asText().replace("!", ""), drawing.asText().endsWith("!"), content);
    }

    /** True when the value must be there. */
    default boolean isRequired() {
        return false;
    }

    /** An object with these names and no others. */
    record Fields(Map<String, Shape> fields) implements Shape {

        @Override
        public void check(JsonNode value, String place, List<Refusal> refusals) {
            if (!value.isObject()) {
                refusals.add(new Refusal(ErrorCode.WRONG_TYPE, place, "an object"));
                return;
            }
            String prefix = place.isEmpty() ? "" : place + ".";
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                Shape shape = fields.get(field.getKey());
                String at = prefix + ElementValue.safe(field.getKey());
                if (shape == null) {
                    refusals.add(
                            new Refusal(ErrorCode.UNKNOWN_ELEMENT, at, "one of " + String.join(", ", fields.keySet())));
                } else {
                    shape.check(field.getValue(), at, refusals);
                }
            }
            fields.forEach((name, shape) -> {
                if (shape.isRequired() && !value.has(name)) {
                    refusals.add(Refusal.of(ErrorCode.REQUIRED_MISSING, prefix + name));
                }
            });
        }
    }

    /** A list of such items. */
    record Items(Shape item) implements Shape {

        @Override
        public void check(JsonNode value, String place, List<Refusal> refusals) {
            if (!value.isArray()) {
                refusals.add(new Refusal(ErrorCode.WRONG_TYPE, place, "a list"));
                return;
            }
            for (int i = 0; i < value.size(); i++) {
                item.check(value.get(i), place + "[" + i + "]", refusals);
            }
        }
    }

    /** One value of a type. */
    record Leaf(String type, boolean required, MappingFunction content) implements Shape {

        private static final Pattern PARTIAL_DATE = Pattern.compile("\\d{4}(-(0[1-9]|1[0-2]))?");

        @Override
        public boolean isRequired() {
            return required;
        }

        @Override
        public void check(JsonNode value, String place, List<Refusal> refusals) {
            switch (type) {
                case "boolean" -> require(value.isBoolean(), ErrorCode.WRONG_TYPE, place, "true or false", refusals);
                case "integer" -> require(value.isInt(), ErrorCode.WRONG_TYPE, place, "a whole number", refusals);
                case "codes" -> codes(value, place, refusals);
                case "content" -> content(value, place, refusals);
                default -> {
                    if (require(value.isTextual(), ErrorCode.WRONG_TYPE, place, "a text", refusals)) {
                        text(value.asText(), place, refusals);
                    }
                }
            }
        }

        private void text(String text, String place, List<Refusal> refusals) {
            switch (type) {
                case "uuid" ->
                    require(ElementValue.isUuid(text), ErrorCode.INVALID_IDENTIFIER, place, "a UUID", refusals);
                case "hsa-id" ->
                    require(HsaId.find(text).isPresent(), ErrorCode.INVALID_IDENTIFIER, place, "an HSA-id", refusals);
                case "date-time" ->
                    require(
                            ElementValue.isDateTime(text),
                            ErrorCode.INVALID_TIME,
                            place,
                            "ISO 8601 with offset",
                            refusals);
                case "partial-date" ->
                    require(
                            ElementValue.isDate(text)
                                    || PARTIAL_DATE.matcher(text).matches(),
                            ErrorCode.INVALID_TIME,
                            place,
                            "YYYY, YYYY-MM or YYYY-MM-DD",
                            refusals);
                default -> require(!text.isBlank(), ErrorCode.WRONG_TYPE, place, "a text that is not blank", refusals);
            }
        }

        private static void codes(JsonNode value, String place, List<Refusal> refusals) {
            boolean list = value.isArray() && !value.isEmpty();
            for (JsonNode item : value) {
                list &= item.isTextual();
            }
            require(value.isTextual() || list, ErrorCode.WRONG_TYPE, place, "a code, or a list of codes", refusals);
        }

        private void content(JsonNode value, String place, List<Refusal> refusals) {
            if (require(value.isObject(), ErrorCode.WRONG_TYPE, place, "an object", refusals)) {
                refusals.addAll(Markers.list(content.body().call(List.of(value, MappingFunction.text(place)))));
            }
        }

        private static boolean require(
                boolean holds, ErrorCode code, String place, String allowed, List<Refusal> refusals) {
            if (!holds) {
                refusals.add(new Refusal(code, place, allowed));
            }
            return holds;
        }
    }
}
