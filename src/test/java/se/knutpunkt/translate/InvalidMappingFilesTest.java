package se.knutpunkt.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;

/** Each folder beside {@code base} changes the base and holds the exact defects that must be told. */
class InvalidMappingFilesTest {

    private static final Path CASES = Path.of("test-data/invalid/mappings");

    @Test
    void theBaseHasNoDefect() throws IOException {
        assertThat(defectsOf(baseFiles())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachDefectIsToldWithFilePlaceAndMend(String name) throws IOException {
        Map<String, byte[]> files = baseFiles();
        addFiles(CASES.resolve(name), files);
        files.remove("expected.txt");

        String actual = String.join("\n", defectsOf(files)) + "\n";

        Path expected = CASES.resolve(name).resolve("expected.txt");
        if ("write".equals(System.getProperty("golden"))
                && !(Files.exists(expected) && actual.equals(Files.readString(expected)))) {
            Files.writeString(expected, actual);
            fail("wrote " + expected);
        }
        assertThat(actual).isEqualTo(Files.readString(expected)).isNotBlank();
    }

    static List<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> !name.equals("base"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> defectsOf(Map<String, byte[]> files) {
        List<Defect> defects = new ArrayList<>();
        Translator.read(new Candidate(files), TestConfiguration.catalogue(), defects);
        return defects.stream().sorted().map(Defect::toString).collect(Collectors.toList());
    }

    private static Map<String, byte[]> baseFiles() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        addFiles(CASES.resolve("base"), files);
        for (String schema : List.of("mappings/mapping.schema.json", "mappings/concept-map.schema.json")) {
            files.put(schema, Files.readAllBytes(Path.of(schema)));
        }
        return files;
    }

    private static void addFiles(Path folder, Map<String, byte[]> files) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }
}
