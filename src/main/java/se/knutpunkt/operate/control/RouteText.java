package se.knutpunkt.operate.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Snapshot;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Routes and mappings as the files of the configuration in force have them: as text, and as an outline for a diagram. */
public final class RouteText {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> BRANCHES = Set.of("steps", "when", "otherwise", "doCatch", "doFinally");

    private final ConfigurationLedger ledger;

    public RouteText(ConfigurationLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * A file as it is in force.
     *
     * @param name its name, such as {@code routes/intake-json.camel.yaml}
     * @param lines its lines
     */
    public record Text(String name, List<String> lines) {}

    /**
     * A step of an outline.
     *
     * @param depth how deep it lies, from zero
     * @param kind what it is, such as {@code from}, {@code process} or {@code choice}
     * @param label what it names
     */
    public record Step(int depth, String kind, String label) {}

    /** A file of a snapshot; NOT_FOUND when it has none of that name. */
    public Text getText(String hash, String name) {
        return new Text(
                name,
                candidate(hash)
                        .findText(name)
                        .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "file", ""))
                        .lines()
                        .toList());
    }

    /** The steps of a route's file, from the way in on. */
    public static List<Step> outline(Text text) {
        try {
            List<Step> steps = new ArrayList<>();
            for (JsonNode document : YAML.readTree(String.join("\n", text.lines()))) {
                JsonNode route = document.path("routeTemplate").isMissingNode()
                        ? document.path("route")
                        : document.path("routeTemplate");
                JsonNode from = route.path("from");
                if (!from.isMissingNode()) {
                    steps.add(new Step(0, "from", from.path("uri").asText()));
                    walk(from.path("steps"), 0, steps);
                }
            }
            return steps;
        } catch (JsonProcessingException damaged) {
            throw new HubException(ErrorCode.CONFIGURATION_DEFECT, text.name(), "cannot be read", damaged);
        }
    }

    /** The rules of a mapping's file, between what it reads and what it writes. */
    public static List<Step> outlineOfMapping(Text text) {
        try {
            JsonNode mapping = YAML.readTree(String.join("\n", text.lines()));
            List<Step> steps = new ArrayList<>();
            steps.add(new Step(0, "from", mapping.path("source").asText()));
            for (JsonNode rule : mapping.path("rules")) {
                steps.add(new Step(1, "rule", rule.path("name").asText()));
            }
            steps.add(new Step(0, "to", mapping.path("target").asText()));
            return steps;
        } catch (JsonProcessingException damaged) {
            throw new HubException(ErrorCode.CONFIGURATION_DEFECT, text.name(), "cannot be read", damaged);
        }
    }

    private static void walk(JsonNode steps, int depth, List<Step> found) {
        for (JsonNode step : steps) {
            for (Map.Entry<String, JsonNode> named : step.properties()) {
                found.add(new Step(depth, named.getKey(), label(named.getValue())));
                branches(named.getValue(), depth + 1, found);
            }
        }
    }

    private static void branches(JsonNode step, int depth, List<Step> found) {
        for (Map.Entry<String, JsonNode> branch : step.properties()) {
            if (!BRANCHES.contains(branch.getKey())) {
                continue;
            }
            if (branch.getKey().equals("steps")) {
                walk(branch.getValue(), depth, found);
            } else if (branch.getValue().isArray()) {
                for (JsonNode one : branch.getValue()) {
                    found.add(new Step(depth, branch.getKey(), label(one)));
                    walk(one.path("steps"), depth + 1, found);
                }
            } else {
                found.add(new Step(depth, branch.getKey(), label(branch.getValue())));
                walk(branch.getValue().path("steps"), depth + 1, found);
            }
        }
    }

    private static String label(JsonNode step) {
        for (String name : List.of("ref", "uri", "simple", "pattern", "name")) {
            if (step.path(name).isTextual()) {
                return step.path(name).asText();
            }
        }
        return step.isTextual() ? step.asText() : step.path("exception").path(0).asText("");
    }

    private Candidate candidate(String hash) {
        return ledger.findContent(hash)
                .map(content -> Snapshot.restore(hash, content))
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "snapshot", ""));
    }
}
