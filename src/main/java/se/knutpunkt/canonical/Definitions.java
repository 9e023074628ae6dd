package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import se.knutpunkt.catalogue.Catalogue;

/**
 * All FHIR definitions of the hub as JSON: profiles and extensions, and the CodeSystems, ValueSets and MessageDefinitions made of the
 * catalogue in force. Immutable; callers must not change the trees.
 */
public final class Definitions {

    private final List<ObjectNode> resources;
    private final SnapshotSource source;

    public Definitions(Catalogue catalogue) {
        this(catalogue, List.of());
    }

    /** @param conceptMaps the ConceptMaps in force, as FHIR JSON */
    public Definitions(Catalogue catalogue, Collection<ObjectNode> conceptMaps) {
        List<ObjectNode> structures = ShippedDefinitions.structures();
        Terminology terminology = new Terminology(catalogue);
        List<ObjectNode> all = new ArrayList<>(structures);
        all.addAll(ShippedDefinitions.terminology());
        all.addAll(terminology.resources());
        all.addAll(MessageDefinitions.of(catalogue));
        all.addAll(conceptMaps);
        this.resources = List.copyOf(all);
        Map<String, Set<String>> codes = new HashMap<>(ShippedDefinitions.codes());
        codes.putAll(terminology.codes());
        this.source = new SnapshotSource(structures, ShippedDefinitions.types(), codes);
    }

    /** Every definition. */
    public List<ObjectNode> list() {
        return resources;
    }

    /** The definitions of one resource type, such as {@code CodeSystem}. */
    public List<ObjectNode> list(String resourceType) {
        return resources.stream()
                .filter(resource ->
                        resourceType.equals(resource.path("resourceType").asText()))
                .toList();
    }

    public Optional<ObjectNode> find(String resourceType, String id) {
        return list(resourceType).stream()
                .filter(resource -> id.equals(resource.path("id").asText()))
                .findFirst();
    }

    SnapshotSource snapshotSource() {
        return source;
    }

    /** URLs of the extensions that the hub carries. */
    Set<String> extensionUrls() {
        Set<String> urls = list("StructureDefinition").stream()
                .filter(structure -> "Extension".equals(structure.path("type").asText()))
                .map(structure -> structure.path("url").asText())
                .collect(Collectors.toSet());
        urls.add(Fhir.NAME_QUALIFIER);
        return urls;
    }
}
