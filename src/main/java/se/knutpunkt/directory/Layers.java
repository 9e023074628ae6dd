package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** The layers that systems extend: county, vendor, subregion, local. */
final class Layers {

    static final String FOLDER = "adapters/systems/layers";

    private static final List<String> ORDER = List.of("county", "vendor", "subregion", "local");

    private final Candidate candidate;
    private final List<Defect> defects;
    private final Map<String, YamlDocument> byId = new TreeMap<>();
    private final Set<String> used = new HashSet<>();

    Layers(Candidate candidate, List<YamlDocument> documents, List<Defect> defects) {
        this.candidate = candidate;
        this.defects = defects;
        documents.forEach(document -> byId.put(document.stem(), document));
    }

    /** The values of the system at {@code pointer} of {@code document}, its own on top; empty when a layer is missing or unread. */
    Optional<LayeredValues> lay(YamlDocument document, String pointer) {
        LayeredValues values = new LayeredValues();
        JsonNode system = document.root().at(pointer);
        boolean complete = true;
        int widest = -1;
        for (int i = 0; i < system.get("extends").size(); i++) {
            String id = system.get("extends").get(i).asText();
            String at = pointer + "/extends/" + i;
            used.add(id);
            YamlDocument layer = byId.get(id);
            if (layer == null) {
                if (!candidate.contains(FOLDER + "/" + id + ".yaml")) {
                    defects.add(
                            document.defect(at, "unknown layer " + id, "allowed: " + String.join(", ", byId.keySet())));
                }
                complete = false;
                continue;
            }
            int width = ORDER.indexOf(layer.root().get("kind").asText());
            if (width <= widest) {
                defects.add(document.defect(
                        at,
                        "the layer " + id + " stands out of order",
                        "allowed: one each of " + String.join(", ", ORDER) + ", in that order"));
            }
            widest = width;
            values.lay(layer.root(), id);
        }
        values.lay(system, HubSystem.LOCAL);
        return complete ? Optional.of(values) : Optional.empty();
    }

    void refuseUnused() {
        byId.forEach((id, layer) -> {
            if (!used.contains(id)) {
                defects.add(Defect.of(layer.file(), "", "no system extends the layer", "remove the file"));
            }
        });
    }
}
