package se.knutpunkt.simulate;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Reads {@code test-data/traffic} and, as any system on the outside could, the published events and elements of
 * {@code mappings}. Unknown keys are refused.
 */
public final class TrafficFiles {

    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory())
            .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature(), true)
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true);

    private final Path root;

    /** @param root the folder that holds {@code test-data} and {@code mappings} */
    public TrafficFiles(Path root) {
        this.root = root;
    }

    public TrafficScript read() {
        JsonNode common = tree(root.resolve("test-data/traffic/traffic.yaml"));
        List<EpisodeTemplate> templates = new ArrayList<>();
        for (Path file : list(root.resolve("test-data/traffic/episodes"))) {
            templates.add(template(file));
        }
        return new TrafficScript(
                templates,
                texts(common.path("women")),
                texts(common.path("men")),
                texts(common.path("families")),
                texts(common.path("streets")),
                catchment(common.path("catchment")),
                texts(common.path("stream")),
                common.path("streamPerEpisode").asInt(),
                elements(),
                events());
    }

    private static Map<String, List<String>> catchment(JsonNode subregions) {
        Map<String, List<String>> catchment = new HashMap<>();
        subregions.properties().forEach(subregion -> catchment.put(subregion.getKey(), texts(subregion.getValue())));
        return catchment;
    }

    private EpisodeTemplate template(Path file) {
        try {
            EpisodeTemplate template = yaml.readValue(file.toFile(), EpisodeTemplate.class);
            if (!file.getFileName().toString().equals(template.id() + ".yaml")) {
                throw defect(file.getFileName().toString(), "id must be the file's stem");
            }
            return template;
        } catch (IOException unreadable) {
            throw new HubException(
                    ErrorCode.CONFIGURATION_DEFECT, file.getFileName().toString(), "", unreadable);
        }
    }

    private Map<String, ElementShape> elements() {
        Map<String, String> systems = new HashMap<>();
        for (Path file : list(root.resolve("mappings/codes"))) {
            JsonNode codes = tree(file);
            systems.put(codes.path("id").asText(), codes.path("url").asText());
        }
        Map<String, ElementShape> elements = new HashMap<>();
        for (JsonNode element :
                tree(root.resolve("mappings/codes/elements.yaml")).path("elements")) {
            String list = element.path("codeSystem").asText();
            String system = list.isEmpty() ? "" : systems.getOrDefault(list, FhirNames.BASE + "/CodeSystem/" + list);
            String name = element.path("name").asText();
            elements.put(
                    name,
                    new ElementShape(
                            name,
                            element.path("type").asText(),
                            element.path("location").asText(),
                            element.path("repeats").asBoolean(),
                            system));
        }
        return elements;
    }

    private Map<String, List<EventShape>> events() {
        Map<String, List<EventShape>> events = new HashMap<>();
        for (Path file : list(root.resolve("mappings/messages"))) {
            JsonNode event = tree(file);
            Set<String> may = new HashSet<>(texts(event.path("optional")));
            event.path("kinds").forEach(kind -> may.addAll(texts(kind.path("required"))));
            String code = event.path("code").asText();
            List<EventShape> versions = events.computeIfAbsent(code, unknown -> new ArrayList<>());
            versions.add(new EventShape(code, event.path("version").asText(), texts(event.path("required")), may));
            versions.sort(Comparator.comparing(EventShape::version).reversed());
        }
        return events;
    }

    private JsonNode tree(Path file) {
        try {
            return yaml.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new HubException(
                    ErrorCode.CONFIGURATION_DEFECT, file.getFileName().toString(), "", unreadable);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new HubException(ErrorCode.CONFIGURATION_DEFECT, folder.toString(), "", unreadable);
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    static HubException defect(String place, String detail) {
        return new HubException(ErrorCode.CONFIGURATION_DEFECT, place, detail);
    }
}
