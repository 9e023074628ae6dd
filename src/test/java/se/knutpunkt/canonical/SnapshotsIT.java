package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The shipped snapshots are those HAPI makes of the differentials; {@code -Dgolden=write} writes them anew. */
class SnapshotsIT {

    private static final Path FHIR = Path.of("src", "main", "resources", "fhir");

    @Test
    void theShippedSnapshotsAreThoseOfTheDifferentials() throws IOException {
        Map<String, String> made = new Snapshots(FHIR).files();
        if ("write".equals(System.getProperty("golden"))) {
            for (Map.Entry<String, String> file : made.entrySet()) {
                Path path = FHIR.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }
        assertThat(System.getProperty("golden"))
                .as("golden files were written; read the difference")
                .isNull();
        made.forEach((name, text) ->
                assertThat(FHIR.resolve(name)).content().as(name).isEqualTo(text));
        assertThat(names("snapshot"))
                .isEqualTo(made.keySet().stream()
                        .filter(name -> name.startsWith("snapshot/"))
                        .collect(Collectors.toSet()));
    }

    private static Set<String> names(String folder) throws IOException {
        try (Stream<Path> files = Files.list(FHIR.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName()).collect(Collectors.toSet());
        }
    }
}
