package se.knutpunkt.ledger;

import java.util.Optional;

/** Immutable, hashed snapshots of the configuration, and which one is in force. */
public final class ConfigurationLedger {
    private final Database database;

    ConfigurationLedger(Database database) {
        this.database = database;
    }

    /**
     * Stores the snapshot if it is new and puts it in force on all nodes.
     *
     * @param hash SHA-256 of the content, lower-case hex
     * @param content the files as one compressed archive
     */
    public void activate(String hash, byte[] content, String byWhom) {
        database.inTransaction(() -> {
            database.sql(
                            "INSERT INTO configuration_snapshot (hash, content) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING")
                    .params(hash, content)
                    .update();
            return database.sql("INSERT INTO configuration_active (hash, by_whom) VALUES (?, ?)")
                    .params(hash, byWhom)
                    .update();
        });
    }

    /** Hash of the snapshot in force. */
    public Optional<String> findActiveHash() {
        return database.read(() -> database.sql("SELECT hash FROM configuration_active ORDER BY number DESC LIMIT 1")
                .query(String.class)
                .optional());
    }

    /** The content of a snapshot. */
    public Optional<byte[]> findContent(String hash) {
        return database.read(() -> database.sql("SELECT content FROM configuration_snapshot WHERE hash = ?")
                .param(hash)
                .query((row, n) -> row.getBytes(1))
                .optional());
    }
}
