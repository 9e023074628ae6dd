package se.knutpunkt.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.message.HubException;
import se.knutpunkt.translate.TestConfiguration;
import se.knutpunkt.translate.TranslateContext;
import se.knutpunkt.translate.Translated;
import se.knutpunkt.translate.Translator;

/**
 * One folder of test-data/mappings/<mapping>/<case>: input, expected outcome and notes.
 *
 * @param settings what {@code case.yaml} says; empty where there is none
 */
record MappingCase(String mapping, Path folder, JsonNode settings) {

    static final Path ROOT = Path.of("test-data/mappings");
    static final Directory DIRECTORY = TestConfiguration.directory();
    static final Translator TRANSLATOR = TestConfiguration.translator();

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> NAMES =
            Set.of("input.json", "input.xml", "input.hl7", "expected.json", "expected.hl7", "notes.md", "case.yaml");

    static List<MappingCase> list() {
        try (Stream<Path> mappings = Files.list(ROOT)) {
            return mappings.filter(Files::isDirectory)
                    .sorted()
                    .flatMap(mapping -> cases(mapping).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<MappingCase> cases(Path mapping) {
        try (Stream<Path> folders = Files.list(mapping)) {
            return folders.sorted()
                    .map(folder -> new MappingCase(mapping.getFileName().toString(), folder, readSettings(folder)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What is wrong with the folder itself; empty when nothing. */
    List<String> defects() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            List<String> defects = new java.util.ArrayList<>(
                    names.stream().filter(name -> !NAMES.contains(name)).toList());
            if (names.stream().filter(name -> name.startsWith("input.")).count() != 1) {
                defects.add("needs one input.*");
            }
            if (!names.contains("notes.md")) {
                defects.add("needs notes.md");
            } else if (!Files.readString(folder.resolve("notes.md")).matches("(?s)(spec|bug|synthetic)\\b.*")) {
                defects.add("notes.md begins with its origin: spec, bug or synthetic");
            }
            return defects;
        }
    }

    JsonNode source() throws IOException {
        Path json = folder.resolve("input.json");
        if (Files.exists(json)) {
            return read(Format.FHIR_JSON, json);
        }
        Path xml = folder.resolve("input.xml");
        return Files.exists(xml) ? read(Format.FHIR_XML, xml) : read(Format.HL7_V2, folder.resolve("input.hl7"));
    }

    TranslateContext context() {
        return TestConfiguration.context(settings.path("system").asText("hospital-adt"));
    }

    /** Paths that this case does not carry although the mapping does, because another value was chosen; see its notes. */
    Set<String> notCarried() {
        Set<String> paths = new HashSet<>();
        settings.path("notCarried").forEach(path -> paths.add(path.asText()));
        return paths;
    }

    /** True for a case whose outcome the checks after translation refuse, as its notes say. */
    boolean refusedLater() {
        return settings.path("refusedLater").asBoolean();
    }

    private static JsonNode readSettings(Path folder) {
        Path file = folder.resolve("case.yaml");
        try {
            return Files.exists(file) ? YAML.readTree(file.toFile()) : JSON.createObjectNode();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    boolean isInbound() {
        return mapping.endsWith("-to-canonical");
    }

    /** The outcome as a tree: the target itself, or what stands for a refusal or for no event. */
    JsonNode outcome(JsonNode source) {
        if (!isInbound()) {
            try {
                return TRANSLATOR.fromCanonical(mapping, (ObjectNode) source, context(), DIRECTORY);
            } catch (HubException refused) {
                return JSON.createObjectNode()
                        .put("failed", refused.code().name())
                        .put("detail", refused.refusal().detail());
            }
        }
        Translated translated = TRANSLATOR.toCanonical(mapping, source, context(), DIRECTORY);
        if (translated instanceof Translated.Canonical canonical) {
            return canonical.bundle();
        }
        ObjectNode outcome = JSON.createObjectNode();
        if (translated instanceof Translated.NoEvent none) {
            return outcome.put("noEvent", none.reason());
        }
        var list = outcome.putArray("refusals");
        ((Translated.Refused) translated)
                .refusals()
                .forEach(refusal -> list.addObject()
                        .put("code", refusal.code().name())
                        .put("place", refusal.place())
                        .put("detail", refusal.detail()));
        return outcome;
    }

    Path expectedFile(JsonNode outcome) {
        return folder.resolve(outcome.has("separators") ? "expected.hl7" : "expected.json");
    }

    /** The outcome in the one way it is written. */
    String render(JsonNode outcome) throws IOException {
        return outcome.has("separators")
                ? new String(Codecs.get(Format.HL7_V2).write(outcome), StandardCharsets.UTF_8).replace('\r', '\n')
                : JSON.writeValueAsString(outcome) + "\n";
    }

    private static JsonNode read(Format format, Path file) throws IOException {
        return Codecs.get(format).read(Files.readAllBytes(file), ReadLimits.DEFAULT);
    }

    @Override
    public String toString() {
        return mapping + "/" + folder.getFileName();
    }
}
