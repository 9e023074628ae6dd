package se.knutpunkt.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The configuration the hub is measured with: that of the project, with every party on a FHIR system of its own that is pushed to,
 * and without the limits per sender that would be measured instead of the hub.
 */
final class BenchConfiguration {

    /** Name of what the hub shows to every receiver. */
    static final String CREDENTIAL = "bench-token";

    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
    private static final String PARTIES = "adapters/parties";
    private static final int LARGE_POPULATION = 100_000;

    private final Path from;
    private final Path to;

    BenchConfiguration(Path from, Path to) {
        this.from = from;
        this.to = to;
    }

    void write() {
        for (Path file : files()) {
            String name = from.relativize(file).toString().replace('\\', '/');
            if (name.startsWith(PARTIES + "/") && name.endsWith(".yaml")) {
                writeYaml(name, "../party.schema.json", party((ObjectNode) read(file)));
            } else if (!name.startsWith("adapters/systems/") && !name.equals("adapters/credentials.yaml")) {
                copy(file, to.resolve(name));
            }
        }
        writeYaml("adapters/systems/layers/county.yaml", "../../layer.schema.json", county());
        ObjectNode credentials = YAML.createObjectNode();
        credentials
                .putArray("credentials")
                .addObject()
                .setAll(Map.of(
                        "name", YAML.getNodeFactory().textNode(CREDENTIAL),
                        "kind", YAML.getNodeFactory().textNode("bearer-token"),
                        "meaning",
                                YAML.getNodeFactory()
                                        .textNode("What the hub shows to every receiver of the benchmark")));
        writeYaml("adapters/credentials.yaml", "credentials.schema.json", credentials);
    }

    private static ObjectNode party(ObjectNode party) {
        String id = party.path("id").asText();
        if (!party.has("system")) {
            return party;
        }
        JsonNode own = party.path("system");
        String unit = party.at("/units/0/hsaId").asText(party.path("id").asText());
        ObjectNode system = YAML.createObjectNode();
        system.put("hsaId", own.isObject() ? own.path("hsaId").asText() : unit + "BENCH");
        system.put("name", "SYNTH-bench " + party.path("name").asText());
        system.putArray("extends").add("county");
        system.putObject("inbound").putArray("formats").add("fhir-json");
        ObjectNode outbound = system.putObject("outbound");
        outbound.put("address", "${HUB_SIMULATOR_BASE}/fhir/" + id);
        outbound.put("concurrency", party.path("population").asInt() > LARGE_POPULATION ? 16 : 4);
        party.set("system", system);
        return party;
    }

    private static ObjectNode county() {
        ObjectNode county = YAML.createObjectNode();
        county.put("id", "county").put("kind", "county").put("name", "Västra Götaland");
        county.put("why", "Benchmark: the limits per sender are out of the way, everything is FHIR in JSON");
        county.putObject("inbound")
                .put("maxBytes", 10_000_000)
                .put("maxDepth", 64)
                .put("maxPerSecond", 10_000)
                .put("charset", "UTF-8")
                .put("enhancedAcknowledgement", false)
                .put("duplicateWindowDays", 400);
        ObjectNode outbound = county.putObject("outbound");
        outbound.put("channel", "push-fhir").put("format", "fhir-json").put("credential", CREDENTIAL);
        outbound.putObject("receipts")
                .put("push", false)
                .put("transportIsReceipt", false)
                .put("deadline", "PT30M");
        outbound.put("timeout", "PT15S").put("concurrency", 4);
        // Short pauses, so that a receiver that is well again is noticed soon and it is the draining that is measured.
        outbound.putObject("retry")
                .put("maxAttempts", 0)
                .put("firstBackOff", "PT1S")
                .put("maxBackOff", "PT5S");
        outbound.put("circuitFailures", 5);
        return county;
    }

    private List<Path> files() {
        Map<String, Path> found = new TreeMap<>();
        for (String folder : List.of("adapters", "mappings", "routes")) {
            try (Stream<Path> walk = Files.walk(from.resolve(folder))) {
                walk.filter(Files::isRegularFile).forEach(file -> found.put(file.toString(), file));
            } catch (IOException missing) {
                throw new HubException(
                        ErrorCode.CONFIGURATION_DEFECT, folder, "is not there; see --configuration", missing);
            }
        }
        return List.copyOf(found.values());
    }

    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new HubException(
                    ErrorCode.CONFIGURATION_DEFECT, file.getFileName().toString(), "unreadable", unreadable);
        }
    }

    private void writeYaml(String name, String schema, JsonNode tree) {
        try {
            String first = "# yaml-language-server: $schema=" + schema + "\n";
            BenchFolder.write(to.resolve(name), first + YAML.writeValueAsString(tree));
        } catch (IOException unwritable) {
            throw new HubException(ErrorCode.INTERNAL, name, "cannot be written", unwritable);
        }
    }

    private static void copy(Path file, Path target) {
        try {
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        } catch (IOException unwritable) {
            throw new HubException(ErrorCode.SETTING_INVALID, "--folder", "cannot be written to", unwritable);
        }
    }
}
