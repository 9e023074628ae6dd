package se.knutpunkt.activation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.translate.TranslateContext;
import se.knutpunkt.translate.Translated;
import se.knutpunkt.translate.Translator;

/**
 * Runs the cases of the mappings, {@code test-data/mappings/<mapping>/<case>/}: a change of a mapping that changes an outcome is told
 * until its case says so too. The cases stand on a small directory of their own, {@code test-data/directory/}.
 */
final class MappingCases {

    private static final Path CASES = Path.of("test-data", "mappings");
    private static final Path DIRECTORY = Path.of("test-data", "directory");
    private static final Map<String, Format> INPUTS =
            Map.of("input.json", Format.FHIR_JSON, "input.xml", Format.FHIR_XML, "input.hl7", Format.HL7_V2);
    private static final UUID MESSAGE = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID TRANSMISSION = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final Instant RECEIVED = Instant.parse("2026-11-20T10:00:00Z");

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());
    private final Path root;
    private final Translator translator;
    private final Directory directory;
    private final List<Defect> defects;

    private MappingCases(Path root, Translator translator, Directory directory, List<Defect> defects) {
        this.root = root;
        this.translator = translator;
        this.directory = directory;
        this.defects = defects;
    }

    /** Runs every case under {@code root} and returns how many there were; none where the cases are not shipped. */
    static int run(Path root, Candidate candidate, Translator translator, List<Defect> defects) {
        if (!Files.isDirectory(root.resolve(CASES))) {
            return 0;
        }
        try {
            return readDirectory(root, candidate, defects)
                    .map(directory -> new MappingCases(root, translator, directory, defects).run())
                    .orElse(0);
        } catch (IOException e) {
            defects.add(Defect.of(DIRECTORY.toString(), "", "cannot be read", "check its permissions"));
            return 0;
        }
    }

    /** What a source becomes by a mapping, as the file of a case; empty where the cases are not shipped. */
    static Optional<CaseOutcome> outcome(
            Path root, Candidate candidate, Translator translator, String mapping, JsonNode source) {
        List<Defect> defects = new ArrayList<>();
        try {
            Optional<Directory> directory = Files.isDirectory(root.resolve(DIRECTORY))
                    ? readDirectory(root, candidate, defects)
                    : Optional.empty();
            if (directory.isEmpty()) {
                return Optional.empty();
            }
            MappingCases cases = new MappingCases(root, translator, directory.get(), defects);
            JsonNode outcome = cases.outcome(mapping, source, cases.context(root.resolve(CASES)));
            return Optional.of(new CaseOutcome(fileName(outcome), cases.text(outcome)));
        } catch (IOException e) {
            throw new HubException(ErrorCode.CONFIGURATION_DEFECT, DIRECTORY.toString(), "cannot be read", e);
        }
    }

    private static Optional<Directory> readDirectory(Path root, Candidate candidate, List<Defect> defects)
            throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        candidate
                .list("adapters", ".schema.json")
                .forEach(name -> files.put(name, candidate.find(name).orElseThrow()));
        Path start = root.resolve(DIRECTORY);
        for (Path file : list(start, 4)) {
            if (Files.isRegularFile(file)) {
                files.put(start.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return DirectoryReader.read(new Candidate(files), name -> null, defects);
    }

    private int run() {
        int count = 0;
        for (Path folder : cases()) {
            String mapping = folder.getParent().getFileName().toString();
            try {
                run(mapping, folder);
            } catch (IOException | HubException e) {
                refuse(folder, "the case cannot be run: " + e.getMessage());
            }
            count++;
        }
        return count;
    }

    private List<Path> cases() {
        List<Path> folders = new ArrayList<>();
        try {
            for (Path folder : list(root.resolve(CASES), 2)) {
                if (Files.isDirectory(folder)
                        && folder.getNameCount() == root.resolve(CASES).getNameCount() + 2) {
                    folders.add(folder);
                }
            }
        } catch (IOException e) {
            refuse(root.resolve(CASES), "cannot be read");
        }
        return folders;
    }

    private void run(String mapping, Path folder) throws IOException {
        Optional<JsonNode> source = source(folder);
        if (source.isEmpty()) {
            refuse(folder, "the case has no input");
            return;
        }
        JsonNode outcome = outcome(mapping, source.get(), context(folder));
        Path expected = folder.resolve(fileName(outcome));
        String given = text(outcome);
        if (!Files.exists(expected)) {
            refuse(folder, "the outcome has another form than the case expects");
        } else if (!given.equals(Files.readString(expected))) {
            refuse(
                    expected,
                    "the mapping gives another outcome from line "
                            + firstDifference(given, Files.readString(expected)));
        }
    }

    private static String fileName(JsonNode outcome) {
        return outcome.has("separators") ? "expected.hl7" : "expected.json";
    }

    private String text(JsonNode outcome) throws IOException {
        return outcome.has("separators")
                ? new String(Codecs.get(Format.HL7_V2).write(outcome), StandardCharsets.UTF_8).replace('\r', '\n')
                : json.writeValueAsString(outcome) + "\n";
    }

    private Optional<JsonNode> source(Path folder) throws IOException {
        for (Map.Entry<String, Format> input : INPUTS.entrySet()) {
            Path file = folder.resolve(input.getKey());
            if (Files.exists(file)) {
                return Optional.of(Codecs.get(input.getValue()).read(Files.readAllBytes(file), ReadLimits.DEFAULT));
            }
        }
        return Optional.empty();
    }

    private TranslateContext context(Path folder) throws IOException {
        Path settings = folder.resolve("case.yaml");
        String id = Files.exists(settings)
                ? yaml.readTree(settings.toFile()).path("system").asText("hospital-adt")
                : "hospital-adt";
        HubSystem system = directory.findSystem(id).orElseThrow();
        return new TranslateContext(system, MESSAGE, TRANSMISSION, RECEIVED);
    }

    private JsonNode outcome(String mapping, JsonNode source, TranslateContext context) {
        if (!mapping.endsWith("-to-canonical")) {
            try {
                return translator.fromCanonical(mapping, (ObjectNode) source, context, directory);
            } catch (HubException refused) {
                return json.createObjectNode()
                        .put("failed", refused.code().name())
                        .put("detail", refused.refusal().detail());
            }
        }
        Translated translated = translator.toCanonical(mapping, source, context, directory);
        if (translated instanceof Translated.Canonical canonical) {
            return canonical.bundle();
        }
        if (translated instanceof Translated.NoEvent none) {
            return json.createObjectNode().put("noEvent", none.reason());
        }
        ObjectNode outcome = json.createObjectNode();
        ((Translated.Refused) translated)
                .refusals()
                .forEach(refusal -> outcome.withArray("refusals")
                        .addObject()
                        .put("code", refusal.code().name())
                        .put("place", refusal.place())
                        .put("detail", refusal.detail()));
        return outcome;
    }

    private static int firstDifference(String given, String expected) {
        List<String> left = given.lines().toList();
        List<String> right = expected.lines().toList();
        int line = 0;
        while (line < Math.min(left.size(), right.size()) && left.get(line).equals(right.get(line))) {
            line++;
        }
        return line + 1;
    }

    private void refuse(Path place, String problem) {
        defects.add(Defect.of(
                root.relativize(place).toString().replace('\\', '/'),
                "",
                problem,
                "mend the mapping, or run MappingGoldenTest with -Dgolden=write and read the difference"));
    }

    private static List<Path> list(Path start, int depth) throws IOException {
        try (Stream<Path> walk = Files.walk(start, depth)) {
            return walk.sorted().toList();
        }
    }
}
