package se.knutpunkt.ledger;

import java.util.UUID;

/** Writes lines of the append-only history. A line names codes and numbers, never content. */
final class History {
    /** A person tried a held delivery again; the detail says who, and why. */
    static final String TRIED_AGAIN = "tried-again";

    private static final String INSERT =
            "INSERT INTO history (hub_id, delivery_id, node, step, detail) VALUES (?, ?, ?, ?, ?)";

    private final Database database;
    private final String nodeId;

    History(Database database, String nodeId) {
        this.database = database;
        this.nodeId = nodeId;
    }

    /**
     * @param deliveryId the delivery it concerns; null for the message itself
     * @param step what happened, a word such as {@code accepted} or {@code delivered}
     */
    void record(UUID hubId, UUID deliveryId, String step, String detail) {
        database.sql(INSERT).params(hubId, deliveryId, nodeId, step, detail).update();
    }

    /** The same as part of a batch, for the message itself. */
    void record(StatementBatch batch, UUID hubId, String step, String detail) {
        batch.add(INSERT, hubId, null, nodeId, step, detail);
    }
}
