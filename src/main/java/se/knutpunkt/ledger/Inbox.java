package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;

/**
 * What a pulling system may read, acknowledge and ask for again. Each listing is an attempt: nobody knows whether the answer
 * arrived, so what is listed again is marked possible duplicate. What is asked for again stays DELIVERED; it is read before what else
 * waits in its lane.
 */
final class Inbox {
    private static final String NOTHING_BEFORE = "NOT EXISTS (SELECT 1 FROM delivery e WHERE e.redeliver"
            + " AND e.receiver_system = d.receiver_system AND e.order_key = d.order_key"
            + " AND (e.accepted_at, e.position, e.id) < (d.accepted_at, d.position, d.id))";

    /** What a control lets through: neither its receiver nor its event is paused, or it was accepted before the draining began. */
    private static final String LET_THROUGH = " AND (d.kind <> 'MESSAGE' OR NOT EXISTS (SELECT FROM event_control)"
            + " OR event_paused_until(d.hub_id, d.receiver_system, d.accepted_at) IS NULL)"
            + " AND NOT EXISTS (SELECT FROM control c WHERE c.system_id = d.receiver_system AND c.paused"
            + " AND (c.paused_until IS NULL OR c.paused_until > clock_timestamp()) AND d.accepted_at > c.drain_before)";

    private static final String LIST = "WITH readable AS MATERIALIZED ("
            + "(SELECT d.id, d.accepted_at, d.position FROM delivery d WHERE d.receiver_system = ? AND d.redeliver AND "
            + NOTHING_BEFORE + " ORDER BY d.accepted_at, d.position LIMIT ?)"
            + " UNION ALL "
            + "(SELECT d.id, d.accepted_at, d.position FROM delivery d WHERE d.receiver_system = ? AND d.state = 'READY'"
            + " AND d.head AND d.next_attempt <= now() AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.redeliver"
            + " AND e.receiver_system = d.receiver_system AND e.order_key = d.order_key)" + LET_THROUGH
            + " ORDER BY d.accepted_at, d.position LIMIT ?)"
            + " ORDER BY accepted_at, position LIMIT ?),"
            + " counted AS (UPDATE delivery d SET attempts = d.attempts + 1,"
            + " possible_duplicate = d.possible_duplicate OR d.attempts > 0 FROM readable r WHERE d.id = r.id RETURNING d.*)"
            + " SELECT " + Claims.COLUMNS + " FROM counted d" + Claims.JOINS
            + " ORDER BY d.accepted_at, d.position, d.id";

    private static final String FILLED = "SELECT w.system FROM unnest(?::text[]) AS w(system) WHERE EXISTS (SELECT 1"
            + " FROM delivery d WHERE d.receiver_system = w.system AND d.state = 'READY' AND d.head AND d.next_attempt <= now()"
            + LET_THROUGH + ") OR EXISTS (SELECT 1 FROM delivery d WHERE d.receiver_system = w.system AND d.redeliver)";

    private final Database database;
    private final Lanes lanes;
    private final ReceiptRows receipts;
    private final History history;

    Inbox(Database database, Lanes lanes, ReceiptRows receipts, History history) {
        this.database = database;
        this.lanes = lanes;
        this.receipts = receipts;
        this.history = history;
    }

    List<Claims.Found> list(String systemId, int limit) {
        if (isPaused(systemId)) {
            return List.of();
        }
        return database.sql(LIST)
                .params(systemId, limit, systemId, limit, limit)
                .query((row, n) -> Claims.read(row))
                .list();
    }

    Set<String> findFilled(Collection<String> systemIds) {
        return Set.copyOf(database.sql(FILLED)
                .param(1, systemIds.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    Optional<Claims.Found> find(String systemId, UUID deliveryId) {
        return database.sql("SELECT " + Claims.COLUMNS + " FROM delivery d" + Claims.JOINS
                        + " WHERE d.id = ? AND d.receiver_system = ?"
                        + " AND (d.state = 'DELIVERED' OR (d.state = 'READY' AND d.head))")
                .params(deliveryId, systemId)
                .query((row, n) -> Claims.read(row))
                .optional();
    }

    /** Hints of what follows from it; empty when the system has no such delivery to acknowledge. */
    Optional<List<Hint>> acknowledge(String systemId, UUID deliveryId) {
        Optional<Row> row = database.sql(
                        "SELECT hub_id, receiver_unit, kind, state, redeliver, head, attempts > 0 FROM delivery"
                                + " WHERE id = ? AND receiver_system = ? FOR UPDATE")
                .params(deliveryId, systemId)
                .query((r, n) -> new Row(
                        r.getObject(1, UUID.class),
                        HsaId.of(r.getString(2)),
                        DeliveryKind.valueOf(r.getString(3)),
                        DeliveryState.valueOf(r.getString(4)),
                        r.getBoolean(5),
                        r.getBoolean(6),
                        r.getBoolean(7)))
                .optional();
        return row.flatMap(found -> acknowledge(deliveryId, found));
    }

    private Optional<List<Hint>> acknowledge(UUID deliveryId, Row row) {
        if (row.state() == DeliveryState.DELIVERED) {
            if (row.redeliver()) {
                database.sql("UPDATE delivery SET redeliver = false WHERE id = ?")
                        .param(deliveryId)
                        .update();
                history.record(row.hubId(), deliveryId, "acknowledged-again", "");
            }
            return Optional.of(List.of());
        }
        if (row.state() == DeliveryState.CANCELLED && row.listed()) {
            // Taken back after it was listed: the system has done its part.
            history.record(row.hubId(), deliveryId, "acknowledged-after-withdrawal", "");
            return Optional.of(List.of());
        }
        if (row.state() != DeliveryState.READY || !row.head()) {
            return Optional.empty();
        }
        StateChanges.require(row.state(), DeliveryState.DELIVERED);
        database.sql("UPDATE delivery SET state = 'DELIVERED', delivered_at = clock_timestamp() WHERE id = ?")
                .param(deliveryId)
                .update();
        lanes.advance(deliveryId);
        history.record(row.hubId(), deliveryId, "acknowledged", "");
        if (row.kind() == DeliveryKind.RECEIPT) {
            return Optional.of(List.of());
        }
        return Optional.of(
                receipts
                        .writeFor(row.hubId(), deliveryId, row.unit(), ReceiptLevel.RECEIVED, ReceiptCode.OK, "")
                        .stream()
                        .toList());
    }

    int redeliver(String systemId, Instant from) {
        List<Marked> marked = database.sql("UPDATE delivery SET redeliver = true, possible_duplicate = true"
                        + " WHERE receiver_system = ? AND state = 'DELIVERED' AND accepted_at >= ? AND NOT redeliver"
                        // Keeps older months out; a day is more than the nodes' clocks differ.
                        + " AND id >= uuid_at(? - interval '1 day') RETURNING id, hub_id")
                .params(systemId, Times.at(from), Times.at(from))
                .query((row, n) -> new Marked(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
        marked.forEach(one -> history.record(one.hubId(), one.deliveryId(), "redelivery-asked", ""));
        return marked.size();
    }

    /** Takes out of the way what cannot be opened. */
    int hold(String systemId, UUID deliveryId, ErrorCode error) {
        int held = database.sql("UPDATE delivery SET state = 'HELD', error_number = ?, error_place = 'payload'"
                        + " WHERE id = ? AND receiver_system = ? AND state = ANY (?) AND head")
                .param(1, error.number())
                .param(2, deliveryId)
                .param(3, systemId)
                .param(4, StateChanges.statesBefore(DeliveryState.HELD))
                .update();
        return held
                + database.sql("UPDATE delivery SET redeliver = false WHERE id = ? AND redeliver")
                        .param(deliveryId)
                        .update();
    }

    private boolean isPaused(String systemId) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM control WHERE system_id = ? AND paused"
                        + " AND (paused_until IS NULL OR paused_until > clock_timestamp()) AND drain_before IS NULL)")
                .param(systemId)
                .query(Boolean.class)
                .single();
    }

    private record Row(
            UUID hubId,
            HsaId unit,
            DeliveryKind kind,
            DeliveryState state,
            boolean redeliver,
            boolean head,
            boolean listed) {}

    private record Marked(UUID deliveryId, UUID hubId) {}
}
