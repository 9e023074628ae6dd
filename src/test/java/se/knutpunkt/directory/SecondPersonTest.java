package se.knutpunkt.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;

/** An adapter that asks for a second person when a message for it was edited. */
class SecondPersonTest {

    @TempDir
    private Path root;

    @Test
    void theAdapterSaysIt() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("adapters"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = root.resolve(file.toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path ale = root.resolve("adapters/parties/municipality-ale.yaml");
        Files.writeString(ale, Files.readString(ale).stripTrailing() + "\n    secondPersonForEdits: true\n");

        List<Defect> defects = new ArrayList<>();
        Directory directory = DirectoryReader.read(Candidate.read(root, defects), name -> "http://127.0.0.1:1", defects)
                .orElseThrow(() -> new AssertionError(defects.toString()));

        assertThat(directory
                        .findSystem("municipality-ale")
                        .orElseThrow()
                        .outbound()
                        .secondPersonForEdits())
                .isTrue();
        assertThat(directory.listSystems().stream()
                        .filter(system -> system.outbound().secondPersonForEdits()))
                .as("nobody else")
                .hasSize(1);
    }
}
