package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.CheckedFiles;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

/** Reads and compiles the mappings of a candidate, collecting every defect: broken expressions, unknown names, files nothing refers to. */
final class MappingReader {

    static final String FOLDER = "mappings";
    private static final String SCHEMA = "mappings/mapping.schema.json";

    private final Candidate candidate;
    private final List<Defect> defects;
    private final Map<String, ConceptMapFile> conceptMaps;
    private final JsltCompiler compiler;
    private final Set<String> usedMaps = new HashSet<>();

    MappingReader(
            Candidate candidate, Catalogue catalogue, Map<String, ConceptMapFile> conceptMaps, List<Defect> defects) {
        this.candidate = candidate;
        this.defects = defects;
        this.conceptMaps = conceptMaps;
        this.compiler = new JsltCompiler(candidate, catalogue, conceptMaps, defects);
    }

    Map<String, Mapping> read() {
        Map<String, Mapping> mappings = new LinkedHashMap<>();
        Map<String, YamlDocument> documents = new HashMap<>();
        for (YamlDocument document : new CheckedFiles(candidate, defects).list(FOLDER, SCHEMA)) {
            String id = document.root().path("id").asText();
            if (!id.equals(document.stem())) {
                defects.add(document.defect("/id", "is not the file's name", "allowed: " + document.stem()));
            }
            documents.put(id, document);
            mappings.put(id, mapping(document));
        }
        documents.forEach((id, document) -> requireReferences(document, mappings));
        requireUse();
        return mappings;
    }

    private Mapping mapping(YamlDocument document) {
        JsonNode root = document.root();
        if (root.has("shape")) {
            requireTypes(document, root.path("shape"), "/shape");
        }
        Map<String, String> places = new HashMap<>();
        root.path("places")
                .properties()
                .forEach(place -> places.put(place.getKey(), place.getValue().asText()));
        List<Mapping.Ignored> ignored = new ArrayList<>();
        for (JsonNode item : root.path("ignored")) {
            Set<String> names = new HashSet<>();
            item.path("rules").forEach(rule -> names.add(rule.asText()));
            ignored.add(new Mapping.Ignored(
                    item.path("path").asText(),
                    item.path("reason").asText(),
                    Set.copyOf(names),
                    item.path("unlessAsked").asText()));
        }
        root.path("codes").forEach(code -> usedMaps.add(code.asText()));
        return new Mapping(
                root.path("id").asText(),
                root.path("source").asText(),
                root.path("target").asText(),
                root.path("version").asText(),
                root.at("/description/sv").asText(),
                root.at("/description/en").asText(),
                root.path("first").asText(),
                root.path("then").asText(),
                root.has("shape") ? Shape.of(root.path("shape"), compiler.contentCheck()) : null,
                root.has("check")
                        ? compiler.file(document, "/check", root.path("check").asText())
                        : null,
                rules(document),
                ignored,
                places);
    }

    private void requireTypes(YamlDocument document, JsonNode drawing, String at) {
        if (drawing.isContainerNode()) {
            drawing.properties().forEach(field -> requireTypes(document, field.getValue(), at + "/" + field.getKey()));
            if (drawing.isArray()) {
                requireTypes(document, drawing.path(0), at + "/0");
            }
        } else if (!Shape.TYPES.contains(drawing.asText().replace("!", ""))) {
            defects.add(document.defect(at, "unknown type", "allowed: " + String.join(", ", Shape.TYPES)));
        }
    }

    private List<Mapping.Rule> rules(YamlDocument document) {
        List<Mapping.Rule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        JsonNode list = document.root().path("rules");
        for (int i = 0; i < list.size(); i++) {
            JsonNode rule = list.get(i);
            String at = "/rules/" + i;
            if (!names.add(rule.path("name").asText())) {
                defects.add(document.defect(at + "/name", "stands twice", "give each rule a name of its own"));
            }
            JsonNode refuse = rule.path("refuse");
            rules.add(new Mapping.Rule(
                    rule.path("name").asText(),
                    rule.path("why").asText(),
                    rule.has("when")
                            ? compiler.compile(
                                    document, at + "/when", rule.path("when").asText())
                            : null,
                    rule.has("jslt")
                            ? compiler.file(
                                    document, at + "/jslt", rule.path("jslt").asText())
                            : null,
                    rule.path("noEvent").asText(),
                    refuse.isMissingNode()
                            ? null
                            : new Refusal(
                                    errorCode(document, at, refuse.path("code").asText()),
                                    refuse.path("place").asText(),
                                    refuse.path("detail").asText())));
        }
        return rules;
    }

    private ErrorCode errorCode(YamlDocument document, String at, String name) {
        try {
            return ErrorCode.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            defects.add(document.defect(
                    at + "/refuse/code", "unknown error code", "allowed: a name of the error catalogue"));
            return ErrorCode.UNSUPPORTED_MESSAGE_TYPE;
        }
    }

    private void requireReferences(YamlDocument document, Map<String, Mapping> mappings) {
        for (String key : new String[] {"first", "then"}) {
            String id = document.root().path(key).asText();
            if (!id.isEmpty() && !mappings.containsKey(id)) {
                defects.add(document.defect("/" + key, "no such mapping", "allowed: " + mappings.keySet()));
            }
        }
        Set<String> rules = new HashSet<>();
        document.root()
                .path("rules")
                .forEach(rule -> rules.add(rule.path("name").asText()));
        JsonNode ignored = document.root().path("ignored");
        for (int i = 0; i < ignored.size(); i++) {
            for (JsonNode rule : ignored.get(i).path("rules")) {
                if (!rules.contains(rule.asText())) {
                    defects.add(document.defect("/ignored/" + i + "/rules", "no such rule", "allowed: " + rules));
                }
            }
        }
        JsonNode codes = document.root().path("codes");
        for (int i = 0; i < codes.size(); i++) {
            if (!conceptMaps.containsKey(codes.get(i).asText())) {
                defects.add(document.defect("/codes/" + i, "no such ConceptMap", "allowed: " + conceptMaps.keySet()));
            }
        }
    }

    /** A file nothing refers to is a mistake, or on its way out; either way it says something that does not hold. */
    private void requireUse() {
        for (String path : candidate.list(FOLDER, ".jslt")) {
            if (!compiler.hasUsed(path)) {
                defects.add(Defect.of(path, "", "no mapping refers to the file", "remove it, or name it in a rule"));
            }
        }
        for (String id : conceptMaps.keySet()) {
            if (!usedMaps.contains(id)) {
                defects.add(Defect.of(
                        ConceptMapReader.FOLDER + "/" + id + ".yaml",
                        "",
                        "no mapping refers to the ConceptMap",
                        "remove it, or name it under codes"));
            }
        }
    }
}
