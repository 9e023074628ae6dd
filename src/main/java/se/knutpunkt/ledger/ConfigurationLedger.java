package se.knutpunkt.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

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
            insert(hash, content);
            return database.sql("INSERT INTO configuration_active (hash, by_whom) VALUES (?, ?)")
                    .params(hash, byWhom)
                    .update();
        });
    }

    /**
     * A person brings a snapshot in force on all nodes; kept in the log of actions.
     *
     * @param content the files as one compressed archive
     * @param expected hash of what the person saw in force
     * @param document id of the governing document that decided it; empty for none
     * @param proposedBy who proposed it, where two persons are asked for; else empty
     * @param passedOver hash of the files that must not come in force by themselves until they change; empty for none
     * @return false when something else has come in force meanwhile; nothing is changed then
     */
    public boolean activate(
            String hash,
            byte[] content,
            String expected,
            String byWhom,
            String reason,
            String document,
            String proposedBy,
            String passedOver) {
        return database.inTransaction(() -> {
            lock();
            if (!findActiveHash().equals(Optional.of(expected))) {
                return false;
            }
            insert(hash, content);
            database.sql("INSERT INTO configuration_active (hash, by_whom, reason, document, proposed_by, passed_over)"
                            + " VALUES (?, ?, ?, ?, ?, ?)")
                    .params(hash, byWhom, reason, document, proposedBy, passedOver)
                    .update();
            new OperatorActionLedger(database).record(byWhom, "configuration-activated", "snapshot " + hash, reason);
            return true;
        });
    }

    /** The hash of the files that a person passed over with the last activation; empty for none. */
    public Optional<String> findPassedOver() {
        return database.read(
                () -> database.sql("SELECT passed_over FROM configuration_active ORDER BY number DESC LIMIT 1")
                        .query(String.class)
                        .optional()
                        .filter(hash -> !hash.isEmpty()));
    }

    /** What came in force, newest first, those before {@code before}. */
    public List<Activation> list(long before, int limit) {
        return database.read(() -> database.sql(
                        "SELECT * FROM configuration_active WHERE number < ? ORDER BY number DESC LIMIT ?")
                .params(before, limit)
                .query((row, n) -> new Activation(
                        row.getLong("number"),
                        row.getString("hash"),
                        Times.read(row, "activated_at"),
                        row.getString("by_whom"),
                        row.getString("reason"),
                        row.getString("document"),
                        row.getString("proposed_by")))
                .list());
    }

    /** Lets a snapshot wait for a second person; false when another waits already. */
    public boolean propose(
            UUID id, String hash, byte[] content, String basedOn, String byWhom, String reason, String document) {
        return database.inTransaction(() -> {
            lock();
            insert(hash, content);
            int made = database.sql(
                            "INSERT INTO configuration_proposal (id, hash, based_on, proposed_by, reason, document)"
                                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (state) WHERE state = 'OPEN' DO NOTHING")
                    .params(id, hash, basedOn, byWhom, reason, document)
                    .update();
            if (made == 1) {
                new OperatorActionLedger(database).record(byWhom, "configuration-proposed", "snapshot " + hash, reason);
            }
            return made == 1;
        });
    }

    /** The one that waits for a second person. */
    public Optional<ActivationProposal> findProposal() {
        return database.read(() -> database.sql("SELECT * FROM configuration_proposal WHERE state = 'OPEN'")
                .query((row, n) -> new ActivationProposal(
                        row.getObject("id", UUID.class),
                        row.getString("hash"),
                        row.getString("based_on"),
                        Times.read(row, "proposed_at"),
                        row.getString("proposed_by"),
                        row.getString("reason"),
                        row.getString("document")))
                .optional());
    }

    /** Ends a proposal; false when it waits no longer. */
    public boolean decide(UUID id, boolean activated, String byWhom, String reason) {
        return database.inTransaction(() -> {
            int decided = database.sql("UPDATE configuration_proposal SET state = ?, decided_by = ?,"
                            + " decided_at = clock_timestamp() WHERE id = ? AND state = 'OPEN'")
                    .params(activated ? "ACTIVATED" : "REJECTED", byWhom, id)
                    .update();
            if (decided == 1 && !activated) {
                new OperatorActionLedger(database).record(byWhom, "configuration-rejected", "proposal " + id, reason);
            }
            return decided == 1;
        });
    }

    private void insert(String hash, byte[] content) {
        database.sql("INSERT INTO configuration_snapshot (hash, content) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING")
                .params(hash, content)
                .update();
    }

    // One at a time, so that what a person saw in force is still so.
    private void lock() {
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended('configuration', 0))")
                .query((row, n) -> "")
                .single();
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
