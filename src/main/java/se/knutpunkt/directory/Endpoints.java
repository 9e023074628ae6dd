package se.knutpunkt.directory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** The names that addresses may hold, with their values here and now: an address differs between demonstration and production, a file does not. */
final class Endpoints {

    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

    private final Map<String, String> pointers = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Optional<YamlDocument> document;

    /** @param settings value of a setting or environment variable by name; null when it is not set */
    Endpoints(Optional<YamlDocument> document, UnaryOperator<String> settings) {
        this.document = document;
        document.ifPresent(yaml -> {
            for (int i = 0; i < yaml.root().get("endpoints").size(); i++) {
                JsonNode endpoint = yaml.root().at("/endpoints/" + i);
                String name = endpoint.get("name").asText();
                String value = settings.apply(name);
                pointers.put(name, "/endpoints/" + i);
                if (value != null && !value.isBlank()) {
                    values.put(name, value);
                } else if (endpoint.has("default")) {
                    values.put(name, endpoint.get("default").asText());
                }
            }
        });
    }

    /** The address with every name replaced; empty, with a defect, when one has no value. */
    Optional<String> resolve(YamlDocument from, String pointer, String address, List<Defect> defects) {
        if (document.isEmpty()) {
            return Optional.empty();
        }
        Matcher names = NAME.matcher(address);
        StringBuilder resolved = new StringBuilder();
        boolean complete = true;
        while (names.find()) {
            String name = names.group(1);
            used.add(name);
            if (!pointers.containsKey(name)) {
                defects.add(
                        from.defect(pointer, "unknown endpoint name " + name, "declare it in adapters/endpoints.yaml"));
                complete = false;
            } else if (!values.containsKey(name)) {
                defects.add(from.defect(
                        pointer, "the setting " + name + " has no value", "set the environment variable " + name));
                complete = false;
            }
            names.appendReplacement(resolved, Matcher.quoteReplacement(values.getOrDefault(name, "")));
        }
        names.appendTail(resolved);
        return complete ? Optional.of(resolved.toString()) : Optional.empty();
    }

    void refuseUnused(List<Defect> defects) {
        document.ifPresent(yaml -> pointers.forEach((name, pointer) -> {
            if (!used.contains(name)) {
                defects.add(yaml.defect(pointer, "no address uses " + name, "remove it"));
            }
        }));
    }
}
