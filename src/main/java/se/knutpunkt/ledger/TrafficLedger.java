package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How much each unit sends, counted from the messages as they come to be, and who was told to try later. */
public final class TrafficLedger {
    private static final String GATHER = "INSERT INTO traffic AS t (hour, system_id, unit, accepted, refused, last_at)"
            + " SELECT date_trunc('hour', m.received_at, 'UTC'), m.system_id, m.sender_unit,"
            + " count(*) FILTER (WHERE m.state = 'ACCEPTED'), count(*) FILTER (WHERE m.state = 'REFUSED'), max(m.received_at)"
            + " FROM message m WHERE m.hub_id >= uuid_at(?) AND m.hub_id < uuid_at(?) GROUP BY 1, 2, 3"
            + " ON CONFLICT (hour, system_id, unit) DO UPDATE SET accepted = t.accepted + excluded.accepted,"
            + " refused = t.refused + excluded.refused, last_at = greatest(t.last_at, excluded.last_at)";

    private final Database database;

    TrafficLedger(Database database) {
        this.database = database;
    }

    /** A unit of a system, which may speak for several. */
    public record Sender(String systemId, String unit) implements Comparable<Sender> {
        @Override
        public int compareTo(Sender other) {
            int bySystem = systemId.compareTo(other.systemId);
            return bySystem != 0 ? bySystem : unit.compareTo(other.unit);
        }
    }

    /**
     * How a system fared in a period.
     *
     * @param accepted messages accepted
     * @param refused messages refused
     * @param triedLater answers "try later" of which nothing could be stored
     * @param lastAccepted last hour's last message of all times; null when none is known
     * @param lastTriedLater last such answer in the period; null when none
     */
    public record SenderFigures(
            String systemId,
            long accepted,
            long refused,
            long triedLater,
            Instant lastAccepted,
            Instant lastTriedLater) {}

    /**
     * Counts the messages between the two moments, by the hub's ids, and remembers under {@code mark} that it has: both or none.
     * The two must follow upon each other from call to call.
     */
    public void gather(String mark, Instant from, Instant to) {
        database.inTransaction(() -> {
            boolean mine =
                    database.sql("INSERT INTO watch_mark AS w (name, at) VALUES (?, ?) ON CONFLICT (name) DO UPDATE"
                                            + " SET at = excluded.at WHERE w.at = ?")
                                    .params(mark, Times.at(to), Times.at(from))
                                    .update()
                            == 1;
            // repeated after a commit whose answer was lost, or overtaken by another node: counted already
            return mine
                    ? database.sql(GATHER).params(Times.at(from), Times.at(to)).update()
                    : 0;
        });
    }

    /** Messages accepted by unit in whole hours from the first to before the second moment. */
    public Map<Sender, Long> count(Instant from, Instant to) {
        Map<Sender, Long> counts = new TreeMap<>();
        database.read(() -> database.sql(
                        "SELECT system_id, unit, sum(accepted) FROM traffic WHERE hour >= ? AND hour < ?"
                                + " GROUP BY system_id, unit HAVING sum(accepted) > 0")
                .params(Times.at(from), Times.at(to))
                .query((row, n) -> counts.put(new Sender(row.getString(1), row.getString(2)), row.getLong(3)))
                .list());
        return counts;
    }

    /** By system: what it sent and was told in the period, and when it was last heard of. */
    public List<SenderFigures> listSenders(Instant from, Instant to) {
        return database.read(() -> database.sql(
                        "WITH sent AS (SELECT system_id, sum(accepted) AS accepted, sum(refused) AS refused"
                                + " FROM traffic WHERE hour >= date_trunc('hour', ?::timestamptz, 'UTC') AND hour <= ? GROUP BY system_id),"
                                + " told AS (SELECT system_id, sum(answers) AS answers, max(last_at) AS last_at FROM try_later_count"
                                + " WHERE hour >= date_trunc('hour', ?::timestamptz, 'UTC') AND hour <= ? GROUP BY system_id),"
                                + " heard AS (SELECT system_id, max(last_at) AS last_at FROM traffic WHERE accepted > 0 GROUP BY system_id)"
                                + " SELECT system_id, coalesce(s.accepted, 0), coalesce(s.refused, 0), coalesce(t.answers, 0),"
                                + " h.last_at AS last_accepted, t.last_at AS last_tried_later"
                                + " FROM heard h FULL JOIN sent s USING (system_id) FULL JOIN told t USING (system_id)"
                                + " ORDER BY system_id")
                .params(Times.at(from), Times.at(to), Times.at(from), Times.at(to))
                .query((row, n) -> new SenderFigures(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        Times.read(row, "last_accepted"),
                        Times.read(row, "last_tried_later")))
                .list());
    }

    /** Forgets hours before this one. */
    public int forget(Instant before) {
        return database.read(() -> database.sql("DELETE FROM traffic WHERE hour < ?")
                .param(Times.at(before))
                .update());
    }
}
