package se.knutpunkt.ledger;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import se.knutpunkt.message.Ids;

/**
 * Delivered messages sent once more, marked as possible duplicates: to a receiver that is pushed by a delivery of its own at the end of
 * the same lane, to one that fetches by making the delivered one readable again. Either way in the order given.
 */
final class Repeats {
    private static final String TAKE_POSITIONS =
            "INSERT INTO lane AS l (order_key, receiver_system, head_position, last_position)"
                    + " SELECT d.order_key, d.receiver_system, 1, count(*)::integer FROM delivery d WHERE d.id = ANY (?) AND d.position > 0"
                    + " GROUP BY d.order_key, d.receiver_system ORDER BY d.order_key, d.receiver_system"
                    + " ON CONFLICT (order_key, receiver_system) DO UPDATE SET last_position = l.last_position + excluded.last_position";

    private static final String INSERT =
            "INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, hinted_at,"
                    + " position, enqueue_number, head, possible_duplicate, kind, state, receiver_system, receiver_party, receiver_unit,"
                    + " receiver_role, sections, origin_id, payload_id, revision, relation)"
                    + " SELECT w.copy, w.hub_id, w.order_key, w.accepted_at, clock_timestamp(),"
                    + " CASE WHEN w.heads THEN clock_timestamp() END, w.place, w.heads::integer, w.heads, true, 'MESSAGE', 'READY',"
                    + " w.receiver_system, w.receiver_party, w.receiver_unit, w.receiver_role, w.sections, w.id, w.payload_id,"
                    + " w.revision, 'REPEAT' FROM (SELECT p.*, p.place = 0 OR p.place = p.head_position AS heads FROM ("
                    + "SELECT d.*, b.copy, l.head_position, CASE WHEN d.position = 0 THEN 0 ELSE l.last_position - count(*) OVER lane"
                    + " + row_number() OVER (lane ORDER BY b.n) END AS place"
                    + " FROM unnest(?::uuid[], ?::uuid[]) WITH ORDINALITY AS b(origin, copy, n) JOIN delivery d ON d.id = b.origin"
                    + " LEFT JOIN lane l ON l.order_key = d.order_key AND l.receiver_system = d.receiver_system AND d.position > 0"
                    + " WINDOW lane AS (PARTITION BY d.order_key, d.receiver_system)) p) w"
                    + " RETURNING id, origin_id, enqueue_number, receiver_system,"
                    + " coalesce((SELECT m.traceparent FROM message m WHERE m.hub_id = delivery.hub_id), '') AS traceparent";

    private final Database database;
    private final Ids ids;
    private final History history;

    Repeats(Database database, Ids ids, History history) {
        this.database = database;
        this.ids = ids;
        this.history = history;
    }

    /**
     * What became of some deliveries.
     *
     * @param copies by the delivered one the new one that is under way to its receiver
     * @param readable those that their receiver can fetch again
     */
    record Repeated(Map<UUID, UUID> copies, Set<UUID> readable, List<Hint> hints) {}

    /** Those of {@code deliveryIds} that are delivered; others are passed by. */
    Repeated repeat(List<UUID> deliveryIds, String byWhom, String reason) {
        Set<UUID> pushed = new HashSet<>(database.sql("SELECT d.id FROM delivery d JOIN control c"
                        + " ON c.system_id = d.receiver_system AND c.push WHERE d.id = ANY (?) AND d.state = 'DELIVERED'"
                        + " AND d.kind = 'MESSAGE'")
                .param(1, array(deliveryIds))
                .query(UUID.class)
                .list());
        Set<UUID> readable = makeReadable(
                deliveryIds.stream().filter(id -> !pushed.contains(id)).toList());
        Map<UUID, UUID> copies = new LinkedHashMap<>();
        List<Hint> hints = List.of();
        List<UUID> toCopy = deliveryIds.stream().filter(pushed::contains).toList();
        if (!toCopy.isEmpty()) {
            hints = copy(toCopy, copies);
        }
        history.record(copies.keySet(), History.SENT_AGAIN, byWhom + ": " + reason);
        history.record(readable, History.SENT_AGAIN, byWhom + ": " + reason);
        return new Repeated(copies, readable, hints);
    }

    private List<Hint> copy(List<UUID> origins, Map<UUID, UUID> copies) {
        database.sql(TAKE_POSITIONS).param(1, array(origins)).update();
        record Copy(UUID origin, Hint hint) {}
        RowMapper<Hint> hint = DeliveryRows.readOwnHint();
        List<Copy> made = database.sql(INSERT)
                .param(1, array(origins))
                .param(2, origins.stream().map(origin -> ids.next()).toArray(UUID[]::new))
                .query((row, n) -> new Copy(row.getObject("origin_id", UUID.class), hint.mapRow(row, n)))
                .list();
        made.forEach(one -> copies.put(one.origin(), one.hint().deliveryId()));
        return made.stream()
                .map(Copy::hint)
                .filter(one -> one.enqueueNumber() > 0)
                .toList();
    }

    private Set<UUID> makeReadable(Collection<UUID> fetched) {
        return fetched.isEmpty()
                ? Set.of()
                : Set.copyOf(database.sql("UPDATE delivery SET redeliver = true, possible_duplicate = true"
                                + " WHERE id = ANY (?) AND state = 'DELIVERED' AND kind = 'MESSAGE' RETURNING id")
                        .param(1, array(fetched))
                        .query(UUID.class)
                        .list());
    }

    private static UUID[] array(Collection<UUID> all) {
        return all.toArray(UUID[]::new);
    }
}
