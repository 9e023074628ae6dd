package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What the compiler reads: our snapshots, the part of FHIR itself that they use, and the codes of value sets. */
final class SnapshotSource {

    static final String CORE = "http://hl7.org/fhir/StructureDefinition/";

    /**
     * The elements of one definition.
     *
     * @param isResource true for the definition of a resource
     * @param elements the snapshot's elements
     */
    record Snapshot(boolean isResource, JsonNode elements) {}

    private final Map<String, Snapshot> snapshots = new HashMap<>();
    private final Map<String, String> regexes = new HashMap<>();
    private final Map<String, Set<String>> codes;

    /**
     * @param profiles our StructureDefinitions with snapshots
     * @param types the shipped part of FHIR
     * @param codes {@code system|code} by canonical URL of the value set
     */
    SnapshotSource(Iterable<? extends JsonNode> profiles, JsonNode types, Map<String, Set<String>> codes) {
        for (JsonNode type : types) {
            if ("primitive-type".equals(type.path("kind").asText())) {
                regexes.put(type.path("name").asText(), type.path("regex").asText());
            } else {
                snapshots.put(type.path("url").asText(), new Snapshot(false, type.path("element")));
            }
        }
        for (JsonNode profile : profiles) {
            snapshots.put(
                    profile.path("url").asText(),
                    new Snapshot(
                            "resource".equals(profile.path("kind").asText()),
                            profile.path("snapshot").path("element")));
        }
        this.codes = codes;
    }

    Snapshot snapshot(String url) {
        Snapshot snapshot = snapshots.get(url);
        if (snapshot == null) {
            throw new HubException(ErrorCode.CONFIGURATION_DEFECT, url, "there is no such definition");
        }
        return snapshot;
    }

    boolean isPrimitive(String type) {
        return regexes.containsKey(type);
    }

    String regex(String primitive) {
        return regexes.getOrDefault(primitive, "");
    }

    /** The codes of a value set; empty when there is none. */
    Set<String> codes(String valueSet) {
        return codes.getOrDefault(valueSet, Set.of());
    }
}
