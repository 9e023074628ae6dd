package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Takes the write-ahead log into the back-up folder while the hub runs. PostgreSQL copies each finished file aside
 * ({@code archive_command}); here it is sealed into the folder and only then removed. While the folder is away the files wait.
 */
final class WalArchive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WalArchive.class);

    private final Path cluster;
    private final Path waiting;
    private final SealedFiles backup;
    private final int seconds;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "wal-archive");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean failing;
    private String folder;

    /** @param seconds after how long a file that is not full is taken too: what is lost at most with the machine */
    WalArchive(Path data, SealedFiles backup, int seconds) {
        this.cluster = data.resolve("postgres");
        this.waiting = data.toAbsolutePath().normalize().resolve("wal-waiting");
        this.backup = backup;
        this.seconds = seconds;
    }

    /** What the server is started with, as options of the shell. */
    List<String> settings() {
        String file = Shell.quote(waiting.toString().replace("%", "%%")) + "/%f";
        String command = "cp \"%p\" " + file + ".part && sync " + file + ".part && mv " + file + ".part " + file;
        return List.of("archive_mode=on", "archive_timeout=" + seconds, "archive_command=" + Shell.quote(command));
    }

    /** Begins to take what is archived, of the server that has been started. */
    void start() {
        try {
            Files.createDirectories(waiting);
            folder = BaseBackup.logFolder(ClusterFiles.systemId(cluster));
        } catch (IOException e) {
            throw new HubException(ErrorCode.BACKUP_FAILED, "wal-waiting", "cannot be made", e);
        }
        worker.scheduleWithFixedDelay(this::attempt, 0, 1, TimeUnit.SECONDS);
    }

    /** Takes what waits; called once more after the server has stopped, which archives its last file then. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            worker.awaitTermination(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        attempt();
    }

    private void attempt() {
        try {
            for (Path file : listWaiting()) {
                backup.write(folder + file.getFileName(), out -> Files.copy(file, out));
                Files.delete(file);
            }
            if (failing) {
                LOG.info("the write-ahead log goes into the back-up again");
            }
            failing = false;
        } catch (IOException | HubException e) {
            if (!failing) {
                LOG.error("the write-ahead log cannot be taken into the back-up and waits on disk: {}", e.getMessage());
            }
            failing = true;
        }
    }

    private List<Path> listWaiting() throws IOException {
        try (Stream<Path> files = Files.list(waiting)) {
            return files.filter(file -> !file.getFileName().toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
    }
}
