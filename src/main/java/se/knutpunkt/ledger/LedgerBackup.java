package se.knutpunkt.ledger;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Takes a back-up of the embedded database and the keys into a folder, encrypted, also while the hub works on it. What PostgreSQL
 * documents as the low-level way, for its own program is not among the embedded ones: the files are copied between
 * {@code pg_backup_start} and {@code pg_backup_stop}, with the write-ahead log written meanwhile.
 */
public final class LedgerBackup {
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private static final int LOG_SECONDS = 60;

    private final Path data;
    private final Path cluster;
    private final SealedFiles backup;

    /** @param to the back-up folder; best on another machine's disk */
    public LedgerBackup(Path data, Path to, BackupKey key) {
        this.data = data.toAbsolutePath().normalize();
        this.cluster = this.data.resolve("postgres");
        this.backup = new SealedFiles(to.toAbsolutePath().normalize(), key);
    }

    /**
     * What was written.
     *
     * @param folder name of the back-up's folder
     * @param from the first instant one can restore to from it
     * @param masterKeyInside whether the master key is in it
     */
    public record Taken(String folder, Instant from, boolean masterKeyInside) {}

    /** Takes the back-up. Starts the database for it if no hub runs on the data directory, and stops it again. */
    public Taken take() {
        if (!Files.isDirectory(cluster)) {
            throw new HubException(
                    ErrorCode.BACKUP_FAILED, data.toString(), "holds no ledger; is HUB_DATA the hub's data directory?");
        }
        try {
            // With its log kept as well, so that no file of it is missing between the hub's own.
            try (LedgerHome own = LedgerHome.embedded(data, new WalArchive(data, backup, LOG_SECONDS))) {
                return take(own.address());
            }
        } catch (HubException e) {
            if (e.code() != ErrorCode.DATA_DIRECTORY_IN_USE) {
                throw e;
            }
            return take(EmbeddedPostgres.find(data));
        }
    }

    private Taken take(DatabaseAddress address) {
        // One connection from start to stop: the server ends a back-up whose session has gone.
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password())) {
            return take(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException | DataAccessException e) {
            throw new HubException(
                    ErrorCode.BACKUP_FAILED, "postgres", "the running database cannot be reached, or broke off", e);
        }
    }

    private Taken take(JdbcClient sql) {
        Instant begun = Times.now(sql);
        String name = BaseBackup.PREFIX + NAME.format(begun);
        // Without it the server might drop a file of the log before it is copied. It goes with the session.
        sql.sql("SELECT pg_create_physical_replication_slot(?, true, true)::text")
                .param("backup_" + begun.toEpochMilli())
                .query(String.class)
                .single();
        sql.sql("SELECT pg_backup_start(?, true)::text")
                .param(name)
                .query(String.class)
                .single();
        Map<String, String> ended = new LinkedHashMap<>();
        backup.write(name + "/cluster", out -> ClusterFiles.pack(cluster, out, () -> stop(sql, ended)));
        WalSegment start =
                WalSegment.parse(startFile(ended.get("backup_label"))).orElseThrow();
        WalSegment end = WalSegment.before(start.timeline(), ended.get("position"));
        copyLog(start, end);
        Map<String, String> keys = readKeys();
        backup.write(name + "/keys", out -> write(out, LedgerJson.write(keys)));
        boolean masterKeyInside = keys.containsKey("master-key");
        BaseBackup about = new BaseBackup(
                name, Instant.parse(ended.get("at")), start.fileName(), end.fileName(), systemId(), masterKeyInside);
        // Last: without it the folder is not taken for a back-up.
        backup.write(about.about(), out -> write(out, LedgerJson.write(about)));
        return new Taken(name, about.endedAt(), masterKeyInside);
    }

    private static Map<String, String> stop(JdbcClient sql, Map<String, String> ended) {
        sql.sql("SELECT lsn::text, labelfile, spcmapfile, clock_timestamp() AS at FROM pg_backup_stop(false)")
                .query((row, n) -> {
                    ended.put("position", row.getString(1));
                    ended.put("at", Times.read(row, "at").toString());
                    ended.put("backup_label", row.getString(2));
                    ended.put(
                            "tablespace_map",
                            Optional.ofNullable(row.getString(3)).orElse(""));
                    return null;
                })
                .list();
        Map<String, String> labels = new TreeMap<>(ended);
        labels.keySet().removeAll(List.of("position", "at"));
        labels.values().removeIf(String::isEmpty);
        return labels;
    }

    /** {@code START WAL LOCATION: 0/2000028 (file 000000010000000000000002)}, the first line of the label. */
    private static String startFile(String label) {
        String first = label.lines().findFirst().orElse("");
        return first.replaceFirst(".*\\(file ([0-9A-F]{24})\\).*", "$1");
    }

    private void copyLog(WalSegment start, WalSegment end) {
        String folder = BaseBackup.logFolder(systemId());
        for (long number = start.number(); number <= end.number(); number++) {
            String file = new WalSegment(start.timeline(), number).fileName();
            backup.write(
                    folder + file, out -> Files.copy(cluster.resolve("pg_wal").resolve(file), out));
        }
    }

    private Map<String, String> readKeys() {
        Map<String, String> keys = new TreeMap<>();
        try (Stream<Path> files = Files.list(data.resolve("keys"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                keys.put(
                        file.getFileName().toString(),
                        Files.readString(file, StandardCharsets.UTF_8).strip());
            }
            return keys;
        } catch (IOException e) {
            throw new HubException(ErrorCode.BACKUP_FAILED, "keys", "cannot be read", e);
        }
    }

    private String systemId() {
        try {
            return ClusterFiles.systemId(cluster);
        } catch (IOException e) {
            throw new HubException(ErrorCode.BACKUP_FAILED, "pg_control", "cannot be read", e);
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
