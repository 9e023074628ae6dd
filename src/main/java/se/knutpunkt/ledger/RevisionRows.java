package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** The rows of revisions. */
final class RevisionRows {
    private final Database database;

    RevisionRows(Database database) {
        this.database = database;
    }

    Optional<Revision> find(UUID id) {
        return list("r.id = ?", id).stream().findFirst();
    }

    /** The one that was asked for under this id. */
    Optional<Revision> findAsked(UUID request) {
        return list("r.request = ?", request).stream().findFirst();
    }

    /** Locked until the end of the transaction. */
    Optional<Revision> lock(UUID id) {
        return list("r.id = ? FOR UPDATE", id).stream().findFirst();
    }

    List<Revision> listOf(UUID hubId) {
        return list("r.hub_id = ? ORDER BY r.number", hubId);
    }

    List<Revision> listProposed(int limit) {
        return list("r.state = 'PROPOSED' ORDER BY r.made_at LIMIT ?", limit);
    }

    boolean hasOpen(UUID hubId) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM revision WHERE hub_id = ? AND state = 'PROPOSED')")
                .param(hubId)
                .query(Boolean.class)
                .single();
    }

    void insert(UUID id, NewRevision made, Payloads.Sealed sealed) {
        // One at a time per message, so that numbers have no gaps.
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended('revision ' || ?, 0))")
                .param(made.hubId().toString())
                .query((row, n) -> "")
                .single();
        database.sql("INSERT INTO payload (hub_id, key_id, body) VALUES (?, ?, ?)")
                .params(id, sealed.keyId(), sealed.body())
                .update();
        database.sql(
                        "INSERT INTO revision (id, request, hub_id, based_on, number, state, made_by, reason, content_hash)"
                                + " SELECT ?, ?, ?, ?, coalesce(max(r.number), 1) + 1, 'PROPOSED', ?, ?, ? FROM revision r WHERE r.hub_id = ?")
                .params(
                        id,
                        made.id(),
                        made.hubId(),
                        made.basedOn(),
                        made.madeBy(),
                        made.reason(),
                        HashText.toBytes(made.contentHash()),
                        made.hubId())
                .update();
        database.sql("INSERT INTO revision_delivery (revision_id, delivery_id) SELECT ?, unnest(?::uuid[])")
                .param(1, id)
                .param(2, made.deliveryIds().toArray(UUID[]::new))
                .update();
    }

    boolean hasContent(UUID id, String contentHash) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM revision WHERE id = ? AND content_hash = ?)")
                .params(id, HashText.toBytes(contentHash))
                .query(Boolean.class)
                .single();
    }

    void decide(UUID id, Revision.State state, String byWhom, String decision) {
        database.sql(
                        "UPDATE revision SET state = ?, decided_at = clock_timestamp(), decided_by = ?, decision = ? WHERE id = ?")
                .params(state.name(), byWhom, decision, id)
                .update();
    }

    void recordReplaced(UUID id, UUID deliveryId, UUID replacedBy) {
        database.sql("UPDATE revision_delivery SET replaced_by = ? WHERE revision_id = ? AND delivery_id = ?")
                .params(replacedBy, id, deliveryId)
                .update();
    }

    private List<Revision> list(String condition, Object parameter) {
        return database.sql("SELECT r.* FROM revision r WHERE " + condition)
                .param(parameter)
                .query((row, n) -> read(row))
                .list();
    }

    private Revision read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Revision(
                id,
                row.getObject("hub_id", UUID.class),
                row.getObject("based_on", UUID.class),
                row.getInt("number"),
                Revision.State.valueOf(row.getString("state")),
                Times.read(row, "made_at"),
                row.getString("made_by"),
                row.getString("reason"),
                Times.read(row, "decided_at"),
                Objects.requireNonNullElse(row.getString("decided_by"), ""),
                Objects.requireNonNullElse(row.getString("decision"), ""),
                listParts(id));
    }

    private List<Revision.Part> listParts(UUID id) {
        return database.sql(
                        "SELECT delivery_id, replaced_by FROM revision_delivery WHERE revision_id = ? ORDER BY delivery_id")
                .param(id)
                .query((row, n) -> new Revision.Part(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }
}
