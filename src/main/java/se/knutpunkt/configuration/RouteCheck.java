package se.knutpunkt.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Checks the route files: a route reads as a sentence of named steps, holds no logic, and reaches only what routes are for. A route
 * file is code that an administrator can change, so what it may do is a closed list.
 */
public final class RouteCheck {

    private static final String FOLDER = "routes";
    private static final String SUFFIX = ".camel.yaml";
    private static final Pattern NAME = Pattern.compile("routes/[a-z0-9]+(-[a-z0-9]+)*\\.camel\\.yaml");
    private static final Set<String> KINDS = Set.of("route", "routeTemplate", "routeConfiguration");
    private static final Set<String> SCHEMES = Set.of("direct", "http", "https", "jms", "netty", "platform-http");
    private static final Set<String> EIPS = Set.of(
            "bean",
            "choice",
            "doTry",
            "filter",
            "loop",
            "process",
            "removeHeader",
            "removeHeaders",
            "setHeader",
            "setProperty",
            "stop",
            "to");
    /** Keys that would bring logic, code or scripts into a route. */
    private static final Set<String> FORBIDDEN = Set.of(
            "beanType",
            "csimple",
            "datasonnet",
            "groovy",
            "hl7terser",
            "java",
            "joor",
            "jq",
            "js",
            "jsonpath",
            "language",
            "method",
            "mvel",
            "ognl",
            "python",
            "script",
            "spel",
            "tokenize",
            "wasm",
            "xpath",
            "xquery");

    private final Set<String> steps;
    private final List<Defect> defects = new ArrayList<>();
    private final Map<String, Defect> called = new TreeMap<>();
    private final Set<String> answered = new HashSet<>();

    /** @param steps names of the beans a route may name */
    private RouteCheck(Set<String> steps) {
        this.steps = Set.copyOf(steps);
    }

    /** The route files of the candidate that are YAML; what is wrong in any is added to {@code defects}. */
    public static List<YamlDocument> check(Candidate candidate, Set<String> steps, List<Defect> defects) {
        RouteCheck check = new RouteCheck(steps);
        List<YamlDocument> documents = check.check(candidate);
        check.defects.stream().distinct().forEach(defects::add);
        return documents;
    }

    private List<YamlDocument> check(Candidate candidate) {
        List<YamlDocument> documents = new ArrayList<>();
        for (String file : candidate.names()) {
            if (!file.startsWith(FOLDER + "/") || file.equals(FOLDER + "/README.md")) {
                continue;
            }
            if (!NAME.matcher(file).matches()) {
                defects.add(Defect.of(
                        file,
                        "",
                        "nothing reads the file",
                        "allowed: <stage>-<what>" + SUFFIX + ", without another dot in the name"));
                continue;
            }
            YamlReader.read(file, candidate.find(file).orElseThrow(), defects).ifPresent(document -> {
                documents.add(document);
                checkFile(document);
            });
        }
        answered.forEach(called::remove);
        defects.addAll(called.values());
        return documents;
    }

    private void checkFile(YamlDocument document) {
        JsonNode root = document.root();
        if (!root.isArray() || root.size() != 1 || root.get(0).size() != 1) {
            defects.add(document.defect(
                    "",
                    "is no list of one entry",
                    "allowed: one of " + KINDS.stream().sorted().toList()));
            return;
        }
        String kind = root.get(0).fieldNames().next();
        String at = "/0/" + kind;
        if (!KINDS.contains(kind)) {
            defects.add(document.defect(
                    at,
                    "is no kind of route",
                    "allowed: " + KINDS.stream().sorted().toList()));
            return;
        }
        JsonNode route = root.get(0).get(kind);
        String id = route.path("id").asText("");
        if (!kind.equals("routeConfiguration") && !id.equals(document.stem())) {
            defects.add(document.defect(
                    at + "/id",
                    "is \"" + id + "\", but the file is named " + document.stem(),
                    "allowed: " + document.stem()));
        }
        walk(document, at, route);
    }

    private void walk(YamlDocument document, String at, JsonNode node) {
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                walk(document, at + "/" + i, node.get(i));
            }
            return;
        }
        node.properties().forEach(field -> {
            String child = YamlDocument.child(at, field.getKey());
            if (FORBIDDEN.contains(field.getKey())) {
                defects.add(document.defect(child, "logic does not stand in a route", "write a step and name it"));
            }
            switch (field.getKey()) {
                case "steps" -> checkSteps(document, child, field.getValue());
                case "from" -> checkUri(document, child, field.getValue(), true);
                case "to" -> checkUri(document, child, field.getValue(), false);
                case "bean", "process" -> checkStep(document, child, field.getValue());
                default -> {
                    // the content is walked below like everything else
                }
            }
            walk(document, child, field.getValue());
        });
    }

    private void checkSteps(YamlDocument document, String at, JsonNode list) {
        for (int i = 0; i < list.size(); i++) {
            int item = i;
            list.get(i).fieldNames().forEachRemaining(name -> {
                if (!EIPS.contains(name)) {
                    defects.add(document.defect(
                            at + "/" + item + "/" + name,
                            "is not allowed in a route",
                            "allowed: "
                                    + String.join(", ", EIPS.stream().sorted().toList())));
                }
            });
        }
    }

    private void checkStep(YamlDocument document, String at, JsonNode step) {
        String name = step.path("ref").asText("");
        if (!steps.contains(name)) {
            defects.add(document.defect(
                    at + "/ref",
                    name.isEmpty() ? "names no step" : "there is no step " + name,
                    "allowed: " + String.join(", ", steps.stream().sorted().toList())));
        }
    }

    private void checkUri(YamlDocument document, String at, JsonNode endpoint, boolean consumer) {
        String uri =
                endpoint.isTextual() ? endpoint.asText() : endpoint.path("uri").asText("");
        String scheme = uri.contains(":") ? uri.substring(0, uri.indexOf(':')) : "";
        boolean parameter = uri.matches("\\{\\{[a-z-]+}}");
        if (!parameter && !SCHEMES.contains(scheme)) {
            defects.add(document.defect(
                    at,
                    "the scheme of \"" + uri + "\" is not allowed",
                    "allowed: " + String.join(", ", SCHEMES.stream().sorted().toList())));
        }
        if (scheme.equals("direct")) {
            if (consumer) {
                answered.add(uri);
            } else {
                called.putIfAbsent(
                        uri, document.defect(at, "nothing answers at " + uri, "add the route, or correct the name"));
            }
        }
    }
}
