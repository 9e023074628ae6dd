package se.knutpunkt.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class SnapshotTest {

    @Test
    void theHashDoesNotDependOnTheOrderOfTheFiles() {
        Snapshot one = Snapshot.of(candidate("adapters/a.yaml", "1", "routes/b.yaml", "2"));
        Snapshot other = Snapshot.of(candidate("routes/b.yaml", "2", "adapters/a.yaml", "1"));

        assertThat(one.hash()).isEqualTo(other.hash()).hasSize(64);
        assertThat(one.archive()).isEqualTo(other.archive());
    }

    @Test
    void theHashDependsOnEveryNameAndEveryByte() {
        String hash = Snapshot.of(candidate("a", "bc")).hash();

        assertThat(Snapshot.of(candidate("ab", "c")).hash()).isNotEqualTo(hash);
        assertThat(Snapshot.of(candidate("a", "bd")).hash()).isNotEqualTo(hash);
        assertThat(Snapshot.of(candidate("a", "bc", "d", "")).hash()).isNotEqualTo(hash);
    }

    @Test
    void whatIsRestoredIsWhatWasStored() {
        Snapshot snapshot = Snapshot.of(candidate("adapters/å.yaml", "Åmål", "mappings/b.jslt", ""));

        Candidate restored = Snapshot.restore(snapshot.hash(), snapshot.archive());

        assertThat(restored.names()).containsExactly("adapters/å.yaml", "mappings/b.jslt");
        assertThat(restored.findText("adapters/å.yaml")).contains("Åmål");
    }

    @Test
    void aDamagedArchiveIsRefused() {
        Snapshot snapshot = Snapshot.of(candidate("a", "1"));
        Snapshot other = Snapshot.of(candidate("a", "2"));

        assertThatThrownBy(() -> Snapshot.restore(snapshot.hash(), other.archive()))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFIGURATION_DEFECT));
    }

    @Test
    void aCandidateIsReadFromItsThreeFoldersWithoutHiddenFiles(@TempDir Path root) throws IOException {
        for (String name : List.of("adapters/parties/a.yaml", "mappings/.swp", "routes/r.camel.yaml", "other/x.yaml")) {
            Files.createDirectories(root.resolve(name).getParent());
            Files.writeString(root.resolve(name), "x");
        }
        List<Defect> defects = new ArrayList<>();

        Candidate candidate = Candidate.read(root, defects);

        assertThat(defects).isEmpty();
        assertThat(candidate.names()).containsExactly("adapters/parties/a.yaml", "routes/r.camel.yaml");
        assertThat(candidate.list("adapters/parties", ".yaml")).containsExactly("adapters/parties/a.yaml");
        assertThat(candidate.list("adapters", ".yaml")).isEmpty();
    }

    @Test
    void aMissingFolderAndALargeFileAreDefects(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("adapters"));
        Files.createDirectories(root.resolve("mappings"));
        Files.write(root.resolve("adapters/a.yaml"), new byte[Candidate.MAX_FILE_BYTES + 1]);
        List<Defect> defects = new ArrayList<>();

        Candidate.read(root, defects);

        assertThat(defects)
                .extracting(Defect::toString)
                .containsExactlyInAnyOrder(
                        "adapters/a.yaml: the file is too large; allowed: 1000000 bytes",
                        "routes/: the folder is missing; create it, or set hub.configuration");
    }

    private static Candidate candidate(String... namesAndContents) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < namesAndContents.length; i += 2) {
            files.put(namesAndContents[i], namesAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return new Candidate(files);
    }
}
