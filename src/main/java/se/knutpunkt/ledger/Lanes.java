package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;

/** Moves lanes on and finds heads that are due. */
final class Lanes {
    // Outer joins only: were a row of another table missing, an inner join might leave the function uncalled.
    private static final String ADVANCE =
            "SELECT d.id, d.enqueue_number, d.receiver_system, coalesce(m.traceparent, '') AS"
                    + " traceparent, coalesce(c.push, false) AS push FROM advance_lane(?) d"
                    + " LEFT JOIN control c ON c.system_id = d.receiver_system LEFT JOIN message m ON m.hub_id = d.hub_id";

    // Half open, a few are enough: one is let through, and at most one of them is the lane that failed last.
    private static final String SWEEP = "WITH due AS MATERIALIZED (SELECT w.id FROM control c CROSS JOIN LATERAL ("
            + "SELECT d.id, d.next_attempt FROM delivery d WHERE d.receiver_system = c.system_id AND d.state = 'READY'"
            + " AND d.head AND d.next_attempt <= now()"
            + " AND (d.hinted_at IS NULL OR d.hinted_at <= now() - make_interval(secs => ?))"
            + " AND (NOT c.paused OR c.paused_until <= now() OR d.accepted_at <= c.drain_before)"
            + " ORDER BY d.next_attempt LIMIT CASE WHEN c.open_until IS NULL THEN ? ELSE 3 END) w"
            + " WHERE c.push AND (c.open_until IS NULL OR c.open_until <= now())"
            + " AND (NOT c.paused OR c.paused_until <= now() OR c.drain_before IS NOT NULL) ORDER BY w.next_attempt LIMIT ?)"
            + " UPDATE delivery d SET enqueue_number = d.enqueue_number + 1, hinted_at = clock_timestamp() FROM due"
            + " WHERE d.id = due.id AND d.state = 'READY' AND d.head"
            + " AND (d.hinted_at IS NULL OR d.hinted_at <= now() - make_interval(secs => ?))"
            + " RETURNING d.id, d.enqueue_number, d.receiver_system, d.next_attempt,"
            + " coalesce((SELECT m.traceparent FROM message m WHERE m.hub_id = d.hub_id), '') AS traceparent";

    private static final String TAKE_OVER = "UPDATE delivery d SET state = 'READY', possible_duplicate = true,"
            + " next_attempt = clock_timestamp(), hinted_at = clock_timestamp(), enqueue_number = d.enqueue_number + 1"
            + " WHERE d.state = 'SENDING' AND NOT EXISTS (SELECT 1 FROM node n WHERE n.id = d.claim_node AND n.ended_at IS NULL"
            + " AND n.beat_at > clock_timestamp() - make_interval(secs => ?))"
            + " RETURNING d.id, d.hub_id, d.claim_node, d.enqueue_number, d.receiver_system,"
            + " coalesce((SELECT m.traceparent FROM message m WHERE m.hub_id = d.hub_id), '') AS traceparent";

    // Whether the receiver took something of it is not known of every way to be held; a mark too many does no harm.
    private static final String TRY_AGAIN = "UPDATE delivery d SET state = 'READY', next_attempt = clock_timestamp(),"
            + " hinted_at = clock_timestamp(), enqueue_number = d.enqueue_number + 1,"
            + " possible_duplicate = d.possible_duplicate OR d.attempts > 0 WHERE d.id = ANY (?) AND d.state = 'HELD'"
            + " RETURNING d.id, d.hub_id, d.enqueue_number, d.receiver_system,"
            + " coalesce((SELECT m.traceparent FROM message m WHERE m.hub_id = d.hub_id), '') AS traceparent,"
            + " coalesce((SELECT c.push FROM control c WHERE c.system_id = d.receiver_system), false) AS push";

    private final Database database;
    private final History history;
    private final int deadAfterSeconds;

    Lanes(Database database, History history, int deadAfterSeconds) {
        this.database = database;
        this.history = history;
        this.deadAfterSeconds = deadAfterSeconds;
    }

    /** Moves the lane past a delivery in a final state; the hint of its new head where the receiver is pushed. */
    Optional<Hint> advance(UUID deliveryId) {
        return database.sql(ADVANCE)
                .param(deliveryId)
                .query((row, n) -> row.getBoolean("push") ? Optional.of(readHint(row)) : Optional.<Hint>empty())
                .optional()
                .flatMap(hint -> hint);
    }

    List<Hint> sweep(int limit, int quietSeconds) {
        return database.sql(SWEEP)
                .params(quietSeconds, limit, limit, quietSeconds)
                .query((row, n) -> readHint(row))
                .list();
    }

    List<Hint> takeOver() {
        StateChanges.require(DeliveryState.SENDING, DeliveryState.READY);
        List<Hint> hints = new ArrayList<>();
        List<Lost> lost = database.sql(TAKE_OVER)
                .param(deadAfterSeconds)
                .query((row, n) ->
                        new Lost(row.getObject("hub_id", UUID.class), row.getString("claim_node"), readHint(row)))
                .list();
        for (Lost one : lost) {
            history.record(one.hubId(), one.hint().deliveryId(), "taken-over", one.fromNode());
            hints.add(one.hint());
        }
        return hints;
    }

    /** Held heads wait again, due at once; those that were held. */
    List<Released> tryAgain(Collection<UUID> deliveryIds, String byWhom, String reason) {
        StateChanges.require(DeliveryState.HELD, DeliveryState.READY);
        List<Released> released = database.sql(TRY_AGAIN)
                .param(1, deliveryIds.toArray(UUID[]::new))
                .query((row, n) -> new Released(row.getObject("id", UUID.class), row.getBoolean("push"), readHint(row)))
                .list();
        history.record(
                released.stream().map(Released::deliveryId).toList(), History.TRIED_AGAIN, byWhom + ": " + reason);
        return released;
    }

    /**
     * A delivery that waits again.
     *
     * @param pushed false when its receiver fetches it, so that there is nobody to hint
     */
    record Released(UUID deliveryId, boolean pushed, Hint hint) {
        static List<Hint> hints(Collection<Released> all) {
            return all.stream().filter(Released::pushed).map(Released::hint).toList();
        }
    }

    /** What the node has claimed but does not have in hand goes back, marked possible duplicate. */
    int releaseStrays(String nodeId, Collection<UUID> inHand, int olderThanSeconds) {
        StateChanges.require(DeliveryState.SENDING, DeliveryState.READY);
        record Stray(UUID hubId, UUID deliveryId) {}
        List<Stray> strays = database.sql(
                        "UPDATE delivery SET state = 'READY', possible_duplicate = true, next_attempt = clock_timestamp()"
                                + " WHERE state = 'SENDING' AND claim_node = ? AND id <> ALL (?)"
                                + " AND claimed_at < clock_timestamp() - make_interval(secs => ?) RETURNING hub_id, id")
                .param(1, nodeId)
                .param(2, inHand.toArray(UUID[]::new))
                .param(3, olderThanSeconds)
                .query((row, n) -> new Stray(row.getObject("hub_id", UUID.class), row.getObject("id", UUID.class)))
                .list();
        strays.forEach(stray -> history.record(stray.hubId(), stray.deliveryId(), "released", nodeId));
        return strays.size();
    }

    private record Lost(UUID hubId, String fromNode, Hint hint) {}

    private static Hint readHint(ResultSet row) throws SQLException {
        return new Hint(
                row.getObject("id", UUID.class),
                row.getInt("enqueue_number"),
                row.getString("receiver_system"),
                row.getString("traceparent"));
    }
}
