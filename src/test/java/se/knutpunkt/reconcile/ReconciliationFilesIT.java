package se.knutpunkt.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.FrozenManifest;

/** Days that are frozen when they are over, and lists and results as files. The clock stands the day after the messages. */
class ReconciliationFilesIT {

    @TempDir
    private Path folder;

    private ReconciliationFixture fixture;
    private ManifestDay day;

    @BeforeEach
    void open() {
        fixture = new ReconciliationFixture(folder);
        day = fixture.day;
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aDayIsFrozenOnceAndWhatComesLaterShows() throws IOException {
        fixture.freezer.freezeDue();
        fixture.freezer.freezeDue();
        FrozenManifest frozen =
                fixture.manifests.findFrozen("hospital", day, Direction.SENT).orElseThrow();
        assertThat(frozen.entries()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("out/hospital_sent_" + day.date() + ".manifest.csv")))
                .startsWith("id,delivery,hash,event,time,state,attempt")
                .contains("m-1,", "accepted");
        assertThat(fixture.manifests.listCorrections(frozen, fixture.manifests.list("hospital", day, Direction.SENT)))
                .isEmpty();

        fixture.accept("m-2");

        assertThat(fixture.manifests.listCorrections(frozen, fixture.manifests.list("hospital", day, Direction.SENT)))
                .containsExactly(new Manifests.Correction("added", "m-2", null));
        assertThat(fixture.manifests.listCorrections(frozen, List.of()))
                .containsExactly(new Manifests.Correction("removed", "m-1", null));
    }

    @Test
    void aListIsComparedAndItsResultLiesBesideIt() throws IOException {
        String name = "hospital_sent_" + day.date() + ".csv";
        put(name, "id\nm-1\nm-lost\n");

        fixture.files.readAll();

        JsonNode result = result(name);
        assertThat(result.path("gaps").asInt()).isEqualTo(1);
        assertThat(result.path("findings").path(0).path("kind").asText()).isEqualTo("never-reached-hub");
        assertThat(folder.resolve("done").resolve(name)).exists();
        assertThat(fixture.ledgers.reconciliations().countGaps(day.date(), day.date()))
                .containsEntry("hospital", 1L);
    }

    @Test
    void whatCannotBeComparedIsSetAsideWithTheReason() throws IOException {
        put("nobody_sent_" + day.date() + ".csv", "id\n");
        put("hospital_up_" + day.date() + ".csv", "id\n");
        put("hospital_sent_2999-01-01.csv", "id\n");
        String wrong = "hospital_got_" + day.date() + ".csv";
        put(wrong, "id\nm 1\n");
        put("half.csv.part", "id\n");

        fixture.files.readAll();

        assertThat(result(wrong).path("problems").path(0).path("line").asInt()).isEqualTo(2);
        assertThat(folder.resolve("failed").toFile().list()).hasSize(4);
        assertThat(folder.resolve("in").toFile().list())
                .as("still being written")
                .containsExactly("half.csv.part");
        assertThat(fixture.ledgers.reconciliations().countGaps(day.date(), day.date()))
                .isEmpty();
    }

    private void put(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("in")).resolve(name);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file, FileTime.from(day.from()));
    }

    private JsonNode result(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("out").resolve(name + ".result.json").toFile());
    }
}
