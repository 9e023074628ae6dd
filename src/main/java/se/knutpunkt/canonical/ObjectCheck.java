package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;

/** Checks an object: every property known, of its kind and as many as allowed, none missing. */
final class ObjectCheck implements Check {

    /**
     * One element.
     *
     * @param name its name in paths, without {@code [x]}
     * @param min fewest
     * @param max most
     * @param array true when JSON writes it as an array
     * @param slicing its slices; null when it has none
     */
    record Element(String name, int min, int max, boolean array, Slicing slicing) {}

    /**
     * One JSON property of an element; a choice has one per type.
     *
     * @param element position of the element
     * @param value check of a value outside every slice
     * @param annotation check of the object beside a primitive ({@code _name}); null for complex types
     */
    record Property(int element, Check value, Check annotation) {}

    private final String resourceType;
    private final Element[] elements;
    private final Map<String, Property> properties;

    /** @param resourceType the type of a resource; empty for anything else */
    ObjectCheck(String resourceType, List<Element> elements, Map<String, Property> properties) {
        this.resourceType = resourceType;
        this.elements = elements.toArray(new Element[0]);
        this.properties = new HashMap<>(properties);
    }

    @Override
    public void check(JsonNode object, Findings findings) {
        if (!object.isObject() || object.isEmpty()) {
            findings.add(ErrorCode.WRONG_TYPE, "object");
            return;
        }
        if (!resourceType.isEmpty()) {
            findings.enter(resourceType, -1);
        }
        checkFields(object, findings);
        if (!resourceType.isEmpty()) {
            if (!resourceType.equals(object.path("resourceType").asText())) {
                findings.addAt(ErrorCode.FIXED_VALUE, "resourceType", resourceType);
            }
            findings.leave();
        }
    }

    private void checkFields(JsonNode object, Findings findings) {
        int[] counts = new int[elements.length];
        int position = 0;
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            checkField(object, field.getKey(), field.getValue(), position++, counts, findings);
        }
        for (int i = 0; i < elements.length; i++) {
            if (counts[i] < elements[i].min()) {
                findings.addAt(ErrorCode.REQUIRED_MISSING, elements[i].name(), "");
            } else if (counts[i] > elements[i].max()) {
                findings.addAt(ErrorCode.CARDINALITY, elements[i].name(), "at most " + elements[i].max());
            } else if (counts[i] == 0 && elements[i].slicing() != null) {
                elements[i].slicing().missing(elements[i].name(), findings);
            }
        }
    }

    private void checkField(
            JsonNode object, String name, JsonNode value, int position, int[] counts, Findings findings) {
        Property property = properties.get(name);
        if (property != null) {
            Element element = elements[property.element()];
            if (element.array() != value.isArray() || value.isArray() && value.isEmpty()) {
                findings.addAt(ErrorCode.WRONG_TYPE, name, element.array() ? "array" : "no array");
                counts[property.element()]++;
            } else if (element.array()) {
                checkItems(object, name, property, value, findings);
                counts[property.element()] += value.size();
            } else {
                checkOne(name, -1, property.value(), value, findings);
                counts[property.element()]++;
            }
        } else if (name.startsWith("_") && annotates(name)) {
            checkAnnotation(name, properties.get(name.substring(1)), value, findings);
        } else if (resourceType.isEmpty() || !"resourceType".equals(name)) {
            findings.addUnknown(name, position);
        }
    }

    private void checkItems(JsonNode object, String name, Property property, JsonNode array, Findings findings) {
        Slicing slicing = elements[property.element()].slicing();
        int[] counts = slicing == null ? null : slicing.newCounts();
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            // a null holds the place of a primitive that has only an annotation
            if (item.isNull()
                    && property.annotation() != null
                    && object.path("_" + name).path(i).isObject()) {
                continue;
            }
            checkOne(
                    name,
                    i,
                    slicing == null ? property.value() : slicing.choose(item, counts, property.value()),
                    item,
                    findings);
        }
        if (slicing != null) {
            slicing.count(name, counts, findings);
        }
    }

    private boolean annotates(String name) {
        Property property = properties.get(name.substring(1));
        return property != null && property.annotation() != null;
    }

    private void checkAnnotation(String name, Property property, JsonNode value, Findings findings) {
        if (elements[property.element()].array() != value.isArray()) {
            findings.addAt(ErrorCode.WRONG_TYPE, name, "");
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                if (!value.get(i).isNull()) {
                    checkOne(name, i, property.annotation(), value.get(i), findings);
                }
            }
        } else {
            checkOne(name, -1, property.annotation(), value, findings);
        }
    }

    private static void checkOne(String name, int index, Check check, JsonNode value, Findings findings) {
        findings.enter(name, index);
        check.check(value, findings);
        findings.leave();
    }
}
