package se.knutpunkt.directory;

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
class InvalidAdapterFilesTest {

    private static final Path CASES = Path.of("test-data/invalid/adapters");

    @Test
    void theBaseHasNoDefect() throws IOException {
        assertThat(defectsOf(baseFiles())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void eachDefectIsToldWithFilePlaceAndMend(String name) throws IOException {
        Map<String, byte[]> files = baseFiles();
        Path folder = CASES.resolve(name);
        Path removed = folder.resolve("remove.txt");
        if (Files.exists(removed)) {
            Files.readAllLines(removed).forEach(files::remove);
        }
        addFiles(folder, files);
        files.remove("expected.txt");
        files.remove("remove.txt");

        String actual = String.join("\n", defectsOf(files)) + "\n";

        Path expected = folder.resolve("expected.txt");
        if ("write".equals(System.getProperty("golden")) && !actual.equals(Files.readString(expected))) {
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
        DirectoryReader.read(new Candidate(files), name -> null, defects);
        return defects.stream().sorted().map(Defect::toString).collect(Collectors.toList());
    }

    private static Map<String, byte[]> baseFiles() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        addFiles(CASES.resolve("base"), files);
        try (Stream<Path> schemas = Files.list(Path.of("adapters"))) {
            for (Path schema : schemas.filter(file -> file.toString().endsWith(".schema.json"))
                    .toList()) {
                files.put("adapters/" + schema.getFileName(), Files.readAllBytes(schema));
            }
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
