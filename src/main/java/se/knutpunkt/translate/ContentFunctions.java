package se.knutpunkt.translate;

import static se.knutpunkt.translate.MappingFunction.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.message.ErrorCode;

/** The content of an event between the plain form and Task.input, driven by the catalogue: a new element needs no mapping. */
final class ContentFunctions {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Catalogue catalogue;

    private ContentFunctions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    static List<MappingFunction> list(Catalogue catalogue) {
        ContentFunctions functions = new ContentFunctions(catalogue);
        return List.of(
                // asks(event, version, element): true when the event may hold the element, so that no more is told than
                // it asks for
                MappingFunction.of("asks", 3, a -> functions.asks(text(a.get(0)), text(a.get(1)), text(a.get(2)))),
                // inputs(content): Task.input of a plain content object that has passed content-check
                MappingFunction.of("inputs", 1, a -> functions.inputs(a.get(0))),
                // content(inputs): the plain content object of Task.input
                MappingFunction.of("content", 1, a -> functions.content(a.get(0))),
                // content-check(content, place): refusals for unknown elements and wrong types
                MappingFunction.of("content-check", 2, a -> functions.check(a.get(0), text(a.get(1)))),
                // content-of(pairs): plain content from [{name, values}], each value as text, by the elements' types
                MappingFunction.of("content-of", 2, a -> functions.contentOf(a.get(0), text(a.get(1)))),
                // content-pairs(content): the reverse; what cannot be text is left out
                MappingFunction.of("content-pairs", 1, a -> functions.pairs(a.get(0))));
    }

    private JsonNode inputs(JsonNode content) {
        ArrayNode inputs = NODES.arrayNode();
        for (Map.Entry<String, JsonNode> field : content.properties()) {
            Element element = find(field.getKey());
            if (element == null || Markers.isRefusal(field.getValue())) {
                return Markers.refusal(ErrorCode.UNKNOWN_ELEMENT, "content." + ElementValue.safe(field.getKey()), "");
            }
            for (JsonNode value : element.repeats() ? field.getValue() : List.of(field.getValue())) {
                ObjectNode input = inputs.addObject();
                input.putObject("type")
                        .putArray("coding")
                        .addObject()
                        .put("system", Fhir.ELEMENT)
                        .put("code", element.name());
                input.set(ElementValue.key(element.type()), ElementValue.toFhir(element, value));
            }
        }
        return inputs;
    }

    private JsonNode content(JsonNode inputs) {
        ObjectNode content = NODES.objectNode();
        for (JsonNode input : inputs) {
            String name = input.at("/type/coding/0/code").asText();
            Element element = find(name);
            if (element == null) {
                return Markers.refusal(ErrorCode.UNKNOWN_ELEMENT, "Task.input", "");
            }
            JsonNode value = ElementValue.fromFhir(element, input.path(ElementValue.key(element.type())));
            if (element.repeats()) {
                content.withArray("/" + name).add(value);
            } else {
                content.set(name, value);
            }
        }
        return content;
    }

    private JsonNode check(JsonNode content, String place) {
        ArrayNode refusals = NODES.arrayNode();
        for (Map.Entry<String, JsonNode> field : content.properties()) {
            String at = place + "." + ElementValue.safe(field.getKey());
            Element element = find(field.getKey());
            if (Markers.isRefusal(field.getValue())) {
                // told where it arose
                continue;
            }
            if (element == null || element.location() != Element.Location.CONTENT) {
                refusals.add(Markers.refusal(ErrorCode.UNKNOWN_ELEMENT, at, "see the code system element"));
            } else if (element.repeats() != field.getValue().isArray()) {
                refusals.add(Markers.refusal(ErrorCode.WRONG_TYPE, at, element.repeats() ? "a list" : "one value"));
            } else {
                int index = 0;
                for (JsonNode value : element.repeats() ? field.getValue() : List.of(field.getValue())) {
                    String one = element.repeats() ? at + "[" + index++ + "]" : at;
                    ElementValue.check(element, value, one).ifPresent(refusals::add);
                }
            }
        }
        return refusals;
    }

    private JsonNode contentOf(JsonNode pairs, String place) {
        ObjectNode content = NODES.objectNode();
        for (JsonNode pair : pairs) {
            String name = text(pair.path("name"));
            Element element = find(name);
            if (element == null) {
                content.set(ElementValue.safe(name), Markers.refusal(ErrorCode.UNKNOWN_ELEMENT, place, ""));
                continue;
            }
            for (JsonNode value : pair.path("values")) {
                JsonNode typed = ElementValue.fromText(element, text(value));
                if (element.repeats()) {
                    content.withArray("/" + name).add(typed);
                } else {
                    content.set(name, typed);
                }
            }
        }
        return content;
    }

    private JsonNode asks(String event, String version, String element) {
        return BooleanNode.valueOf(catalogue
                .findEvent(event, version)
                .filter(type ->
                        type.required().contains(element) || type.optional().contains(element))
                .isPresent());
    }

    private Element find(String name) {
        return catalogue.findElement(name).orElse(null);
    }

    private JsonNode pairs(JsonNode content) {
        ArrayNode pairs = NODES.arrayNode();
        for (Map.Entry<String, JsonNode> field : content.properties()) {
            ObjectNode pair = NODES.objectNode().put("name", field.getKey());
            ArrayNode values = pair.putArray("values");
            for (JsonNode value : field.getValue().isArray() ? field.getValue() : List.of(field.getValue())) {
                if (value.isValueNode()) {
                    values.add(value.asText());
                }
            }
            if (!values.isEmpty()) {
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
