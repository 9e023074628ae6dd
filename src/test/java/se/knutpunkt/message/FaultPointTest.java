package se.knutpunkt.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FaultPointTest {

    @TempDir
    private Path folder;

    @Test
    void withoutThePropertyNothingIsLookedForAnywhere() {
        assertThat(System.getProperty(FaultPoint.PROPERTY)).isNull();
        assertThat(FaultPoint.folder(null)).isNull();
        FaultPoint.SWEEP.pass();
    }

    @Test
    void pointThatIsNotArmedIsPassed() throws Exception {
        Files.createFile(folder.resolve("SWEEP.armed"));
        FaultPoint.BEFORE_COMMIT.passIn(folder);
        assertThat(folder.resolve("SWEEP.armed")).exists();
    }

    @Test
    void oneThreadStandsStillAtAnArmedPointUntilItIsLetGo() throws Exception {
        Files.createFile(folder.resolve("SWEEP.armed"));
        List<CompletableFuture<Void>> threads = Stream.generate(() ->
                        CompletableFuture.runAsync(() -> FaultPoint.SWEEP.passIn(folder), task -> {
                            Thread thread = new Thread(task, "passer");
                            thread.setDaemon(true);
                            thread.start();
                        }))
                .limit(5)
                .toList();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> threads.stream().filter(CompletableFuture::isDone).count() == 4);
        assertThat(folder.resolve("SWEEP.held")).exists();
        Files.delete(folder.resolve("SWEEP.held"));
        CompletableFuture.allOf(threads.toArray(CompletableFuture[]::new)).join();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void folderThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> FaultPoint.folder(" "))
                .isInstanceOf(HubException.class)
                .hasMessageContaining(FaultPoint.PROPERTY);
        assertThatThrownBy(() -> FaultPoint.folder(folder.resolve("no").toString()))
                .isInstanceOf(HubException.class)
                .hasMessageContaining(FaultPoint.PROPERTY);
    }
}
