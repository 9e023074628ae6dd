package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** An element of a snapshot with its children and slices: the flat list of a StructureDefinition as a tree. */
final class SnapshotElement {

    /** What an element of a snapshot may say; anything else is a construct that this compiler does not know. */
    private static final Set<String> KNOWN = Set.of(
            "id",
            "path",
            "sliceName",
            "slicing",
            "short",
            "definition",
            "min",
            "max",
            "base",
            "type",
            "fixedUri",
            "fixedCode",
            "contentReference",
            "maxLength",
            "binding",
            "constraint",
            "isModifier",
            "isModifierReason",
            "isSummary",
            "representation");

    /** Invariants that only the full validation evaluates, or that hold by the shape of what we allow. */
    private static final Set<String> INVARIANTS = Set.of(
            "ele-1", "ext-1", "dom-2", "dom-3", "dom-4", "dom-5", "dom-6", "bdl-1", "bdl-2", "bdl-3", "bdl-4", "bdl-5",
            "bdl-7", "bdl-8", "bdl-9", "bdl-10", "bdl-11", "bdl-12", "pat-1", "inv-1");

    private final JsonNode definition;
    private final Map<String, SnapshotElement> children = new LinkedHashMap<>();
    private final Map<String, SnapshotElement> slices = new LinkedHashMap<>();

    private SnapshotElement(JsonNode definition) {
        this.definition = definition;
    }

    /** The root of a snapshot's elements. */
    static SnapshotElement of(JsonNode elements) {
        Map<String, SnapshotElement> byId = new HashMap<>();
        SnapshotElement root = null;
        for (JsonNode definition : elements) {
            requireKnown(definition);
            SnapshotElement element = new SnapshotElement(definition);
            String id = definition.path("id").asText();
            byId.put(id, element);
            if (root == null) {
                root = element;
            } else {
                int dot = id.lastIndexOf('.');
                int colon = id.indexOf(':', dot);
                if (colon < 0) {
                    byId.get(id.substring(0, dot)).children.put(id.substring(dot + 1), element);
                } else {
                    byId.get(id.substring(0, colon)).slices.put(id.substring(colon + 1), element);
                }
            }
        }
        return root;
    }

    private static void requireKnown(JsonNode definition) {
        definition.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw unknown(definition, name);
            }
        });
        for (JsonNode rule : definition.path("constraint")) {
            if (!INVARIANTS.contains(rule.path("key").asText())) {
                throw unknown(definition, rule.path("key").asText());
            }
        }
    }

    static HubException unknown(JsonNode definition, String construct) {
        return new HubException(
                ErrorCode.CONFIGURATION_DEFECT,
                definition.path("id").asText(),
                "the fast check does not know " + construct);
    }

    JsonNode definition() {
        return definition;
    }

    Map<String, SnapshotElement> children() {
        return children;
    }

    Map<String, SnapshotElement> slices() {
        return slices;
    }

    String name() {
        String path = definition.path("path").asText();
        return path.substring(path.lastIndexOf('.') + 1);
    }

    int min() {
        return definition.path("min").asInt();
    }

    int max() {
        String max = definition.path("max").asText();
        return "*".equals(max) ? Integer.MAX_VALUE : Integer.parseInt(max);
    }

    boolean isArray() {
        return !"1".equals(definition.path("base").path("max").asText());
    }

    String fixed() {
        return definition.path("fixedUri").asText(definition.path("fixedCode").asText());
    }
}
