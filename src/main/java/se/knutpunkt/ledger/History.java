package se.knutpunkt.ledger;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Writes lines of the append-only history. A line names codes and numbers, never content. */
final class History {
    /** A person tried a held delivery again; the detail says who, and why. */
    static final String TRIED_AGAIN = "tried-again";

    /** A person sent a delivered one again. */
    static final String SENT_AGAIN = "sent-again";
    /** A person edited it, and the revision goes in its place. */
    static final String REVISED = "revised";
    /** A person sent it to another receiver instead. */
    static final String REDIRECTED = "redirected";
    /** A person took it back. */
    static final String WITHDRAWN = "withdrawn";

    /** Steps whose detail says which person did it and why. */
    static final Set<String> BY_PERSONS = Set.of(TRIED_AGAIN, SENT_AGAIN, REVISED, REDIRECTED, WITHDRAWN);

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

    /** The same for many deliveries at once. */
    void record(Collection<UUID> deliveryIds, String step, String detail) {
        if (!deliveryIds.isEmpty()) {
            database.sql("INSERT INTO history (hub_id, delivery_id, node, step, detail)"
                            + " SELECT d.hub_id, d.id, ?, ?, ? FROM delivery d WHERE d.id = ANY (?)")
                    .param(1, nodeId)
                    .param(2, step)
                    .param(3, detail)
                    .param(4, deliveryIds.toArray(UUID[]::new))
                    .update();
        }
    }

    /** The same as part of a batch, for the message itself. */
    void record(StatementBatch batch, UUID hubId, String step, String detail) {
        batch.add(INSERT, hubId, null, nodeId, step, detail);
    }
}
