package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.RowMapper;
import se.knutpunkt.message.Ids;

/** Writes the deliveries of accepted messages and their places in the lanes. */
final class DeliveryRows {
    // In order of system, so that two messages that share receivers cannot wait for each other.
    private static final String TAKE_POSITIONS =
            "INSERT INTO lane AS l (order_key, receiver_system, head_position, last_position)"
                    + " SELECT ?, w.system, 1, w.wanted FROM unnest(?::text[], ?::integer[]) AS w(system, wanted) ORDER BY w.system"
                    + " ON CONFLICT (order_key, receiver_system)"
                    + " DO UPDATE SET last_position = l.last_position + excluded.last_position";
    // Position 0, and head, where there is no lane. "after" is how many of the message's deliveries come later in the
    // same lane.
    private static final String INSERT =
            "INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, hinted_at, position,"
                    + " enqueue_number, head, possible_duplicate, kind, state, receiver_system, receiver_party, receiver_unit, receiver_role,"
                    + " sections) SELECT w.id, ?, w.order_key, w.at, w.at, CASE WHEN w.head AND w.push THEN w.at END, w.position,"
                    + " (w.head AND w.push)::integer, w.head, ?, 'MESSAGE', 'READY', w.system, w.party, w.unit, w.role, w.sections"
                    + " FROM (SELECT n.*, ?::uuid AS order_key, ?::timestamptz AS at, coalesce(c.push, false) AS push,"
                    + " coalesce(l.last_position - n.after, 0) AS position,"
                    + " coalesce(l.last_position - n.after = l.head_position, true) AS head"
                    + " FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::integer[])"
                    + " AS n(id, system, party, unit, role, sections, after)"
                    + " LEFT JOIN lane l ON l.order_key = ?::uuid AND l.receiver_system = n.system"
                    + " LEFT JOIN control c ON c.system_id = n.system) w"
                    + " RETURNING id, receiver_system, enqueue_number";

    private final Ids ids;
    private final Forgotten forgotten;

    DeliveryRows(Ids ids, Forgotten forgotten) {
        this.ids = ids;
        this.forgotten = forgotten;
    }

    /**
     * Adds the deliveries of an accepted message in the order given; with an episode each takes the next place in the lane of its
     * receiver, under the lock on the episode. The rows that come back are those of {@link #readHint}.
     */
    void write(StatementBatch batch, IntakeDraft draft, UUID episodeId, Instant acceptedAt, List<NewDelivery> all) {
        if (all.isEmpty()) {
            return;
        }
        if (episodeId != null) {
            Map<String, Integer> wanted = countBySystem(all);
            batch.add(
                    TAKE_POSITIONS,
                    episodeId,
                    wanted.keySet().toArray(String[]::new),
                    wanted.values().toArray(Integer[]::new));
        }
        batch.add(
                INSERT,
                draft.hubId(),
                forgotten.mayHaveBeenDelivered(draft),
                episodeId == null ? draft.hubId() : episodeId,
                Times.at(acceptedAt),
                all.stream().map(delivery -> ids.next()).toArray(UUID[]::new),
                column(all, delivery -> delivery.receiver().systemId()),
                column(all, delivery -> delivery.receiver().partyId()),
                column(all, delivery -> delivery.receiver().unit().value()),
                column(all, delivery -> delivery.receiver().role().code()),
                column(all, delivery -> String.join(",", new TreeSet<>(delivery.sections()))),
                countLaterInLane(all),
                episodeId);
    }

    /** The hint of a new delivery: with number 0 where it is not at the head of its lane or its receiver not pushed. */
    static RowMapper<Hint> readHint(String traceparent) {
        return (row, n) -> new Hint(
                row.getObject("id", UUID.class),
                row.getInt("enqueue_number"),
                row.getString("receiver_system"),
                traceparent);
    }

    /** The same where the row names its message's traceparent. */
    static RowMapper<Hint> readOwnHint() {
        return (row, n) -> readHint(row.getString("traceparent")).mapRow(row, n);
    }

    private static String[] column(List<NewDelivery> all, Function<NewDelivery, String> value) {
        return all.stream().map(value).toArray(String[]::new);
    }

    private static Map<String, Integer> countBySystem(List<NewDelivery> all) {
        Map<String, Integer> counts = new TreeMap<>();
        all.forEach(delivery -> counts.merge(delivery.receiver().systemId(), 1, Integer::sum));
        return counts;
    }

    private static Integer[] countLaterInLane(List<NewDelivery> all) {
        Map<String, Integer> left = countBySystem(all);
        List<Integer> after = new ArrayList<>();
        all.forEach(delivery -> after.add(left.merge(delivery.receiver().systemId(), -1, Integer::sum)));
        return after.toArray(Integer[]::new);
    }
}
