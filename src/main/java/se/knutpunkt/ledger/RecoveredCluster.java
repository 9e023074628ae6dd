package se.knutpunkt.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** A cluster unpacked from a back-up whose server has replayed the write-ahead log, to an instant or to its end, and is open for work. */
final class RecoveredCluster implements AutoCloseable {
    private static final DateTimeFormatter TARGET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS'+00'").withZone(ZoneOffset.UTC);

    private final Postmaster postmaster;
    private final HikariDataSource source;

    private RecoveredCluster(Postmaster postmaster, HikariDataSource source) {
        this.postmaster = postmaster;
        this.source = source;
    }

    /**
     * @param instant where to stop; null for the end of the log
     * @param toKeep false where the cluster is only looked at, and need not outlive the machine
     */
    static RecoveredCluster open(LaidOut laidOut, PostgresPrograms programs, Instant instant, boolean toKeep) {
        Postmaster postmaster = new Postmaster(laidOut.cluster(), programs);
        Path output = laidOut.cluster().resolveSibling("postgres.log");
        HikariDataSource source = null;
        try {
            Files.createFile(laidOut.cluster().resolve("recovery.signal"));
            int port = EmbeddedPostgres.freePort();
            postmaster.start(output, settings(laidOut.log(), instant, port, toKeep));
            source = Database.connect(EmbeddedPostgres.address(port, "postgres", laidOut.password()), 2);
            awaitEnd(source, postmaster);
            return new RecoveredCluster(postmaster, source);
        } catch (IOException | RuntimeException e) {
            if (source != null) {
                source.close();
            }
            postmaster.stop();
            throw new HubException(
                    ErrorCode.BACKUP_FAILED, "postgres", "did not get through the write-ahead log, see " + output, e);
        }
    }

    HikariDataSource source() {
        return source;
    }

    /** When the last transaction replayed was committed; empty when there was none. */
    Optional<Instant> lastReplayed() {
        return JdbcClient.create(source)
                .sql("SELECT pg_last_xact_replay_timestamp() AS at")
                .query((row, n) -> Optional.ofNullable(Times.read(row, "at")))
                .single();
    }

    /** Stops the server in good order; the files are then a cluster like any other. */
    @Override
    public void close() {
        source.close();
        postmaster.stop();
    }

    private static List<String> settings(Path log, Instant instant, int port, boolean toKeep) {
        List<String> settings = new ArrayList<>(EmbeddedPostgres.SETTINGS);
        String files = Shell.quote(log.toString().replace("%", "%%"));
        settings.add("port=" + port);
        settings.add("archive_mode=off");
        settings.add("fsync=" + (toKeep ? "on" : "off"));
        settings.add("restore_command=" + Shell.quote("test -f " + files + "/%f && cp " + files + "/%f \"%p\""));
        // A back-up is of one timeline; the one a restore began is backed up anew.
        settings.add("recovery_target_timeline=current");
        if (instant != null) {
            settings.add("recovery_target_time=" + Shell.quote(TARGET.format(instant)));
            settings.add("recovery_target_action=promote");
        }
        return settings;
    }

    private static void awaitEnd(HikariDataSource source, Postmaster postmaster) {
        JdbcClient sql = JdbcClient.create(source);
        while (sql.sql("SELECT pg_is_in_recovery()").query(Boolean.class).single()) {
            if (postmaster.find().isEmpty()) {
                throw new HubException(ErrorCode.BACKUP_FAILED, "postgres", "ended by itself");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new HubException(ErrorCode.BACKUP_FAILED, "postgres", "interrupted", e);
            }
        }
    }
}
