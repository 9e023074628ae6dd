package se.knutpunkt.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes of the project, and one bad file for each thing a route may not do. */
class RouteFilesTest {

    private static final Path INVALID = Path.of("test-data/invalid/routes");
    private static final CamelSchema SCHEMA = new CamelSchema();

    @Test
    void theRoutesOfTheProjectHaveNoDefect() {
        List<Defect> defects = new ArrayList<>();
        Candidate candidate = Candidate.read(Path.of("."), new ArrayList<>());

        List<YamlDocument> routes = RouteCheck.check(candidate, stepsOfTheProgram(), defects);
        routes.forEach(route -> SCHEMA.check(route, defects));

        assertThat(defects).isEmpty();
        assertThat(routes).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void aBadRouteIsToldWithFilePlaceAndMend(String name) throws IOException {
        Map<String, byte[]> files = new TreeMap<>(Map.of("routes/" + name, Files.readAllBytes(INVALID.resolve(name))));
        List<Defect> defects = new ArrayList<>();
        RouteCheck.check(new Candidate(files), Set.of("accept-message"), defects)
                .forEach(route -> SCHEMA.check(route, defects));

        String actual = defects.stream().sorted().map(defect -> defect + "\n").collect(Collectors.joining());

        Path expected = INVALID.resolve(name + ".expected.txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(expected, actual, StandardCharsets.UTF_8);
        }
        assertThat(actual).isNotBlank().isEqualTo(Files.readString(expected));
        assertThat(System.getProperty("golden")).isNull();
    }

    static List<String> invalid() throws IOException {
        try (Stream<Path> files = Files.list(INVALID)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".expected.txt"))
                    .sorted()
                    .toList();
        }
    }

    /** Read from the sources, so that this test needs nothing of the packages above. */
    private static Set<String> stepsOfTheProgram() {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            return sources.filter(Files::isRegularFile)
                    .flatMap(RouteFilesTest::lines)
                    .filter(line -> line.startsWith("@RouteStep(\""))
                    .map(line -> line.substring("@RouteStep(\"".length(), line.lastIndexOf('"')))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
