package se.knutpunkt.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The server process that works in one cluster directory, also one that an earlier hub left behind. */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

    private final Path cluster;
    private final PostgresPrograms programs;

    Postmaster(Path cluster, PostgresPrograms programs) {
        this.cluster = cluster;
        this.programs = programs;
    }

    /** Starts the server and waits until it answers. */
    void start(Path log, List<String> settings) {
        List<String> options = new ArrayList<>();
        settings.forEach(setting -> options.add("-c " + setting));
        // pg_ctl puts the server in a session of its own: an interrupt at the terminal must not stop it before the hub.
        programs.require(
                "pg_ctl",
                List.of(
                        "start",
                        "-w",
                        "-t",
                        // Recovery after a crash may take long on a slow disk; giving up would only begin it again.
                        "600",
                        "-D",
                        cluster.toString(),
                        "-l",
                        log.toString(),
                        "-o",
                        String.join(" ", options)));
    }

    /** Stops the server; sessions are ended, and if it will not stop in time it is stopped without its last checkpoint. */
    void stop() {
        if (find().isEmpty()) {
            return;
        }
        if (programs.run("pg_ctl", List.of("stop", "-m", "fast", "-w", "-t", "60", "-D", cluster.toString())) != 0) {
            programs.run("pg_ctl", List.of("stop", "-m", "immediate", "-w", "-t", "30", "-D", cluster.toString()));
        }
    }

    /** The running server's process, if its lock file names a living process that works in the cluster directory. */
    Optional<ProcessHandle> find() {
        return readPid()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::worksHere);
    }

    /**
     * Makes the directory free after a hub that was killed: an orphaned server is stopped, and a lock file whose process id now
     * belongs to somebody else is removed. One whose process is gone is PostgreSQL's own to judge, and it does.
     */
    void clearLeftovers() {
        if (find().isPresent()) {
            LOG.warn("stopping the database server an earlier hub left behind");
            stop();
        }
        Optional<ProcessHandle> stranger = readPid().flatMap(ProcessHandle::of).filter(ProcessHandle::isAlive);
        if (stranger.isPresent() && !worksHere(stranger.get())) {
            LOG.warn("removing a stale database lock file");
            endSessions();
            deletePidFile();
        }
    }

    /** Ends what still works in the directory. Sessions of a dead server share its memory; nothing may start beside them. */
    void endSessions() {
        List<ProcessHandle> sessions =
                ProcessHandle.allProcesses().filter(this::worksHere).toList();
        sessions.forEach(ProcessHandle::destroyForcibly);
        sessions.forEach(session -> {
            try {
                session.onExit().get(10, TimeUnit.SECONDS);
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
                throw new HubException(ErrorCode.DATABASE_START_FAILED, "postgres", "an old session will not end", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HubException(ErrorCode.DATABASE_START_FAILED, "postgres", "interrupted", e);
            }
        });
    }

    private boolean worksHere(ProcessHandle process) {
        Path workingDirectory = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            return Files.isSymbolicLink(workingDirectory)
                    ? workingDirectory.toRealPath().equals(cluster.toRealPath())
                    : process.info().commandLine().orElse("").contains(cluster.toString());
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<Long> readPid() {
        try {
            List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Long.parseLong(lines.get(0).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private void deletePidFile() {
        try {
            Files.deleteIfExists(cluster.resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new HubException(ErrorCode.DATABASE_START_FAILED, "postmaster.pid", "cannot be removed", e);
        }
    }
}
