package se.knutpunkt.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.message.TimeOrderedIds;

/** One node on an embedded database of its own, whose log goes into a back-up folder; and receivers that remember what they got. */
final class BackedUpLedger implements AutoCloseable {
    static final BackupKey KEY = BackupKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32]));

    final Path data;
    final Ledgers ledgers;
    private final LedgerHome home;
    private final MasterKey master;
    private final HikariDataSource source;

    private BackedUpLedger(Path data, Path to) {
        this.data = data;
        this.home = to == null
                ? LedgerHome.embedded(data)
                : LedgerHome.embedded(data, new WalArchive(data, new SealedFiles(to, KEY), 60));
        this.source = Database.connect(home.address(), 8);
        Database.migrate(source);
        this.master = MasterKey.fromFile(data.resolve("keys").resolve("master-key"));
        this.ledgers =
                Ledgers.on(new Database(source), master, Clock.systemUTC(), new TimeOrderedIds(), 100_000, hints -> {});
    }

    /** A folder for tests, whose PostgreSQL programs are those of the other tests. */
    static Path folder(String name) {
        Path folder = Path.of("target", "backup-it", name).toAbsolutePath();
        try {
            if (Files.exists(folder)) {
                PostgresBinaries.deleteTree(folder);
            }
            Files.createDirectories(folder);
            Path programs = Path.of("target", "postgres-bin").toAbsolutePath();
            Files.createDirectories(programs);
            Files.createSymbolicLink(folder.resolve("postgres-bin"), programs);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param to where its log goes; null for nowhere */
    static BackedUpLedger start(Path data, Path to) {
        return new BackedUpLedger(data, to);
    }

    /** As the hub asks at its start. */
    void requireKnownMasterKey() {
        Payloads.requireKnown(master, new Database(source));
    }

    JdbcClient sql() {
        return JdbcClient.create(source);
    }

    Instant now() {
        return Times.now(sql());
    }

    /** Receivers outside: they survive whatever becomes of the ledger. */
    static final class Receivers {
        private final Map<String, List<Boolean>> effects = new ConcurrentHashMap<>();

        /** Delivers all that is due to the system, as the hub does. */
        void deliver(Ledgers ledgers, JdbcClient sql, String system, int limit) {
            for (int delivered = 0; delivered < limit; delivered++) {
                var claim = sql.sql(
                                "SELECT id FROM delivery WHERE receiver_system = ? AND head AND state = 'READY' ORDER BY id LIMIT 1")
                        .param(system)
                        .query(java.util.UUID.class)
                        .optional()
                        .flatMap(ledgers.deliveries()::claim);
                if (claim.isEmpty()) {
                    return;
                }
                receive(claim.get());
                ledgers.deliveries().recordDelivered(claim.get(), "ab", "m");
            }
        }

        void receive(Claim claim) {
            effects.computeIfAbsent(
                            claim.receiver().systemId() + " " + claim.messageId(), key -> new CopyOnWriteArrayList<>())
                    .add(claim.possibleDuplicate());
        }

        /** What came again without a mark. */
        List<String> listUnmarkedRepetitions() {
            return effects.entrySet().stream()
                    .filter(effect -> effect.getValue().stream().skip(1).anyMatch(marked -> !marked))
                    .map(Map.Entry::getKey)
                    .sorted()
                    .toList();
        }

        boolean has(String system, java.util.UUID messageId) {
            return effects.containsKey(system + " " + messageId);
        }

        long countRepetitions() {
            return effects.values().stream().mapToLong(all -> all.size() - 1L).sum();
        }
    }

    @Override
    public void close() {
        ledgers.nodes().end();
        source.close();
        home.close();
    }
}
