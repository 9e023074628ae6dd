package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;

/**
 * Puts a ledger that was restored to an earlier instant in step with the world, which has gone on: what is open may have been sent after
 * the instant, and hints of the forgotten time may still lie with the broker.
 */
final class RestoredLedger {
    private static final String LATER = "SELECT m.hub_id, m.system_id, m.sender_message_id, m.message_id, m.event_code,"
            + " m.accepted_at FROM message m WHERE m.state = 'ACCEPTED'"
            // Bounds the search. From a message's id to its commit it takes seconds; the clocks differ by less than
            // one.
            + " AND m.hub_id >= uuid_at(?::timestamptz - interval '1 hour') ORDER BY m.accepted_at, m.hub_id";

    // The broker remembers delivery and enqueue number of hints it has had, and drops a repetition: the numbers go on
    // beyond those.
    private static final String REOPEN =
            "WITH open AS (UPDATE delivery d SET possible_duplicate = true, hinted_at = NULL,"
                    + " enqueue_number = d.enqueue_number + 1000000,"
                    + " next_attempt = CASE WHEN d.state = 'SENDING' THEN clock_timestamp() ELSE d.next_attempt END,"
                    + " state = CASE WHEN d.state = 'SENDING' THEN 'READY' ELSE d.state END"
                    + " WHERE d.state IN ('READY', 'SENDING', 'HELD') RETURNING d.hub_id, d.id)"
                    + " INSERT INTO history (hub_id, delivery_id, node, step, detail)"
                    + " SELECT hub_id, id, 'restore', 'restored', ? FROM open";

    private final Database database;

    RestoredLedger(Database database) {
        this.database = database;
    }

    /** What this ledger has accepted, from an hour before {@code from} on; read again from the restored one it tells what that lacks. */
    List<LaterAccepted> listAccepted(Instant from) {
        return database.read(() -> database.sql(LATER)
                .param(Times.at(from))
                .query((row, n) -> new LaterAccepted(
                        row.getObject("hub_id", UUID.class),
                        row.getString("system_id"),
                        row.getString("sender_message_id"),
                        row.getObject("message_id", UUID.class),
                        row.getString("event_code"),
                        Times.read(row, "accepted_at")))
                .list());
    }

    /** Those of {@code known} that this ledger does not have; by id, as an accept time may lie before the instant and its commit after. */
    List<LaterAccepted> listForgotten(List<LaterAccepted> known, Instant from) {
        Set<UUID> kept = new HashSet<>();
        listAccepted(from).forEach(message -> kept.add(message.hubId()));
        return known.stream().filter(message -> !kept.contains(message.hubId())).toList();
    }

    /** Marks what may have happened since. Returns how many deliveries are open. */
    int reconcile(Instant instant, Instant reached, List<LaterAccepted> forgotten) {
        StateChanges.require(DeliveryState.SENDING, DeliveryState.READY);
        return database.inTransaction(() -> {
            database.sql("INSERT INTO restoration (restored_at, instant, reached) VALUES (now(), ?, ?)")
                    .params(Times.at(instant), Times.at(reached))
                    .update();
            database.sql("INSERT INTO forgotten (key, restored_at) SELECT k, now() FROM unnest(?::uuid[]) AS k"
                            + " ON CONFLICT (key) DO UPDATE SET restored_at = excluded.restored_at")
                    .param(
                            1,
                            forgotten.stream()
                                    .map(message ->
                                            IdempotencyKeys.ofMessage(message.systemId(), message.senderMessageId()))
                                    .toArray(UUID[]::new))
                    .update();
            database.sql("UPDATE node SET ended_at = clock_timestamp() WHERE ended_at IS NULL")
                    .update();
            return database.sql(REOPEN).param("to " + instant).update();
        });
    }
}
