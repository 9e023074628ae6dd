package se.knutpunkt.canonical;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import ca.uhn.fhir.context.support.ValueSetExpansionOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;

/**
 * Makes what the fast check reads at start: the snapshots of our profiles, and of FHIR itself the closed part they use. HAPI does the
 * making, so that both depths of checking stand on one reading of the differentials.
 */
final class Snapshots {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CORE = "http://hl7.org/fhir/StructureDefinition/";
    private static final Set<String> NOT_CHECKED = Set.of(
            "mapping",
            "comment",
            "requirements",
            "alias",
            "example",
            "condition",
            "orderMeaning",
            "meaningWhenMissing",
            "extension");
    /** Types that occur only with a profile or with their elements spelt out. */
    private static final Set<String> NEVER_ALONE = Set.of("Resource", "BackboneElement", "Element", "Extension");

    private static final List<String> COMPILED = List.of(
            "id",
            "path",
            "sliceName",
            "slicing",
            "min",
            "max",
            "fixedUri",
            "fixedCode",
            "patternUri",
            "contentReference");

    private final FhirContext context = FhirContext.forR4();
    private final ValidationSupportChain chain;
    private final Map<String, ObjectNode> own = new TreeMap<>();
    private final Map<String, ObjectNode> base = new TreeMap<>();
    private final Map<String, Set<String>> codes = new TreeMap<>();

    Snapshots(Path differentials) throws IOException {
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
        chain = new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                ours,
                new InMemoryTerminologyServerValidationSupport(context),
                new SnapshotGeneratingValidationSupport(context));
        List<StructureDefinition> profiles = new ArrayList<>();
        try (Stream<Path> files = Files.list(differentials)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                IBaseResource resource = context.newJsonParser().parseResource(Files.readString(file));
                ours.addResource(resource);
                if (resource instanceof StructureDefinition profile) {
                    profiles.add(profile);
                }
            }
        }
        for (StructureDefinition profile : profiles) {
            own.put(profile.getId().replaceFirst("^.*/", ""), snapshot(profile));
        }
        collectBase();
    }

    /** File name to its text. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>();
        own.forEach(
                (id, snapshot) -> files.put("snapshot/" + id + ".json", lines("element", snapshot.path("element"))));
        ArrayNode types = JSON.createArrayNode();
        base.values().forEach(types::add);
        files.put("base/types.json", lines("type", types));
        ArrayNode sets = JSON.createArrayNode();
        codes.forEach((url, values) -> {
            ObjectNode set = sets.addObject().put("url", url);
            values.forEach(set.putArray("code")::add);
        });
        files.put("base/value-sets.json", lines("valueSet", sets));
        return files;
    }

    private ObjectNode snapshot(StructureDefinition profile) {
        ValidationSupportContext support = new ValidationSupportContext(chain);
        StructureDefinition whole = (StructureDefinition)
                chain.generateSnapshot(support, profile.copy(), profile.getUrl(), "", profile.getName());
        ObjectNode snapshot = tree(whole).withObject("snapshot");
        for (JsonNode element : snapshot.path("element")) {
            ObjectNode kept = (ObjectNode) element;
            kept.remove(NOT_CHECKED);
            if (kept.has("short")) {
                kept.put("definition", kept.path("short").asText());
            }
            element.path("constraint")
                    .forEach(rule -> ((ObjectNode) rule).remove(List.of("xpath", "source", "requirements")));
            if (kept.has("binding")) {
                kept.withObject("binding").remove("extension");
            }
        }
        return snapshot;
    }

    /** Every type that an element of our profiles can have, and what those need in turn. */
    private void collectBase() {
        Deque<String> wanted = new ArrayDeque<>();
        own.values().forEach(snapshot -> collectTypes(snapshot, wanted));
        while (!wanted.isEmpty()) {
            String name = wanted.pop();
            if (!base.containsKey(name)) {
                ObjectNode whole = tree((StructureDefinition) chain.fetchStructureDefinition(CORE + name));
                base.put(name, compiled(name, whole));
                if (!"primitive-type".equals(whole.path("kind").asText())) {
                    collectTypes(whole.path("snapshot"), wanted);
                }
            }
        }
    }

    private void collectTypes(JsonNode snapshot, Deque<String> wanted) {
        Set<String> forbidden = new TreeSet<>();
        for (JsonNode element : snapshot.path("element")) {
            String path = element.path("path").asText();
            if ("0".equals(element.path("max").asText())) {
                forbidden.add(path + ".");
            }
            if (forbidden.stream().anyMatch((path + ".")::startsWith)) {
                continue;
            }
            for (JsonNode type : element.path("type")) {
                String code = type.path("code").asText();
                if (!type.has("profile") && !code.startsWith("http") && !NEVER_ALONE.contains(code)) {
                    wanted.push(code);
                }
                for (JsonNode profile : type.path("profile")) {
                    if (profile.asText().startsWith(CORE)) {
                        wanted.push(profile.asText().substring(CORE.length()));
                    }
                }
            }
            JsonNode binding = element.path("binding");
            if ("required".equals(binding.path("strength").asText())) {
                collectCodes(binding.path("valueSet").asText().replaceFirst("\\|.*$", ""));
            }
        }
    }

    private void collectCodes(String url) {
        if (!url.startsWith(Fhir.BASE) && !codes.containsKey(url)) {
            var expanded =
                    chain.expandValueSet(new ValidationSupportContext(chain), new ValueSetExpansionOptions(), url);
            Set<String> values = new TreeSet<>();
            if (expanded != null && expanded.getValueSet() instanceof ValueSet set) {
                set.getExpansion().getContains().forEach(code -> values.add(code.getSystem() + "|" + code.getCode()));
            }
            codes.put(url, values);
        }
    }

    private ObjectNode compiled(String name, ObjectNode whole) {
        ObjectNode type = JSON.createObjectNode().put("name", name);
        type.set("url", whole.path("url"));
        type.set("kind", whole.path("kind"));
        if ("primitive-type".equals(whole.path("kind").asText())) {
            for (JsonNode element : whole.path("snapshot").path("element")) {
                if (element.path("path").asText().endsWith(".value")) {
                    for (JsonNode extension : element.path("type").path(0).path("extension")) {
                        if (extension.path("url").asText().endsWith("/regex")) {
                            type.set("regex", extension.path("valueString"));
                        }
                    }
                }
            }
            return type;
        }
        ArrayNode elements = type.putArray("element");
        for (JsonNode element : whole.path("snapshot").path("element")) {
            ObjectNode kept = elements.addObject();
            COMPILED.stream().filter(element::has).forEach(key -> kept.set(key, element.get(key)));
            kept.putObject("base").set("max", element.path("base").path("max"));
            if (element.has("type")) {
                kept.set("type", element.path("type").deepCopy());
                kept.path("type").forEach(one -> ((ObjectNode) one).remove(List.of("extension", "targetProfile")));
            }
            if ("required".equals(element.path("binding").path("strength").asText())) {
                kept.putObject("binding")
                        .put("strength", "required")
                        .set("valueSet", element.path("binding").path("valueSet"));
            }
        }
        return type;
    }

    private ObjectNode tree(IBaseResource resource) {
        try {
            return (ObjectNode) JSON.readTree(context.newJsonParser().encodeResourceToString(resource));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One item a line: small enough to ship, and a difference shows its element. */
    private static String lines(String key, JsonNode items) {
        StringBuilder text = new StringBuilder("{\"" + key + "\": [");
        String separator = "\n";
        for (JsonNode item : items) {
            text.append(separator).append(item);
            separator = ",\n";
        }
        return text.append("\n]}\n").toString();
    }
}
