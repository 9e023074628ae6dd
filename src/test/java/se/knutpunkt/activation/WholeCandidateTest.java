package se.knutpunkt.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.message.IdentityPolicy;

/** The project's own files, read whole as a start reads them. */
class WholeCandidateTest {

    private static final Candidate PROJECT = Candidate.read(Path.of("."), new ArrayList<>());

    private final CandidateReader reader = new WholeCandidateReader(name -> null, IdentityPolicy.demo());

    @Test
    void theFilesOfTheProjectMakeAConfiguration() {
        List<Defect> defects = new ArrayList<>();

        Optional<InForce> read = reader.read(PROJECT, "hash", defects);

        assertThat(defects).isEmpty();
        assertThat(read).hasValueSatisfying(inForce -> {
            assertThat(inForce.hash()).isEqualTo("hash");
            assertThat(inForce.catalogue().listEvents()).hasSizeGreaterThan(30);
            assertThat(inForce.directory().findMunicipality("1438")).isPresent();
        });
    }

    @Test
    void aSystemThatNamesAMappingOrAnEventThatIsNotThereIsTold() {
        Map<String, byte[]> files = files();
        change(files, "adapters/parties/municipality-fargelanda.yaml", "\"deceased\"", "\"departed\"");
        change(
                files,
                "adapters/systems/layers/vendor-treserva-like.yaml",
                "format: \"fhir-xml\"",
                "format: \"fhir-xml\"\n  mapping: \"canonical-to-fax\"");
        List<Defect> defects = new ArrayList<>();

        assertThat(reader.read(new Candidate(files), "hash", defects)).isEmpty();

        assertThat(defects)
                .extracting(Defect::toString)
                .contains(
                        "adapters/parties/municipality-fargelanda.yaml: outbound.events: there is no event departed; allowed: the events of mappings/messages",
                        "adapters/parties/municipality-skara.yaml: outbound.format: there is no mapping canonical-to-fax; create mappings/canonical-to-fax.yaml, or name another");
    }

    @Test
    void defectsOfEveryFolderAreToldAtOnce() {
        Map<String, byte[]> files = files();
        change(files, "adapters/parties/municipality-ale.yaml", "\"1440\"", "1440");
        change(files, "mappings/messages/admission-notice-1.yaml", "version: \"1\"", "version: 1");
        change(files, "routes/intake-json.camel.yaml", "accept-message", "accept-everything");
        List<Defect> defects = new ArrayList<>();

        reader.read(new Candidate(files), "hash", defects);

        assertThat(defects)
                .extracting(Defect::file)
                .contains(
                        "adapters/parties/municipality-ale.yaml",
                        "mappings/messages/admission-notice-1.yaml",
                        "routes/intake-json.camel.yaml");
    }

    @Test
    void checkPrintsNoDefectAndEndsWithZero() {
        StringWriter out = new StringWriter();

        assertThat(new ConfigurationCheck(Path.of("."), reader).run(new PrintWriter(out)))
                .isZero();

        assertThat(out.toString()).containsPattern(" files, [1-9][0-9]+ mapping cases, no defect");
    }

    @Test
    void checkTellsOfACaseThatAMappingNoLongerMeets(@TempDir Path folder) throws IOException {
        write(folder, files());
        copy(Path.of("test-data/directory"), folder.resolve("test-data/directory"));
        Path mended = Path.of("test-data/mappings/event-to-canonical/admission-notice");
        copy(mended, folder.resolve(mended.toString()));
        Path expected = folder.resolve(mended.toString()).resolve("expected.json");
        Files.writeString(expected, Files.readString(expected).replace("\"female\"", "\"male\""));
        StringWriter out = new StringWriter();

        assertThat(new ConfigurationCheck(folder, reader).run(new PrintWriter(out)))
                .isEqualTo(1);

        assertThat(out.toString())
                .contains(
                        "test-data/mappings/event-to-canonical/admission-notice/expected.json: the mapping gives another outcome");
    }

    @Test
    void checkPrintsEveryDefectAndEndsWithOne(@TempDir Path folder) throws IOException {
        Map<String, byte[]> files = files();
        change(files, "adapters/parties/municipality-ale.yaml", "\"1440\"", "1440");
        change(files, "routes/intake-json.camel.yaml", "steps:", "step:");
        write(folder, files);
        StringWriter out = new StringWriter();

        assertThat(new ConfigurationCheck(folder, reader).run(new PrintWriter(out)))
                .isEqualTo(1);

        assertThat(out.toString().lines())
                .anyMatch(line -> line.startsWith("adapters/parties/municipality-ale.yaml:"))
                .anyMatch(line -> line.startsWith("routes/intake-json.camel.yaml:"))
                .last()
                .asString()
                .endsWith(" defects");
    }

    private static void write(Path folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.createDirectories(folder.resolve(file.getKey()).getParent());
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        PROJECT.names().forEach(name -> files.put(name, PROJECT.find(name).orElseThrow()));
        return files;
    }

    private static void change(Map<String, byte[]> files, String name, String from, String to) {
        String text = new String(files.get(name), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(
                name,
                text.replaceFirst(java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to))
                        .getBytes(StandardCharsets.UTF_8));
    }
}
