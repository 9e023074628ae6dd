package se.knutpunkt.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What a period did to deliveries: late, still waiting, overtaken; reads only. */
public final class OutageLedger {
    // Delivered in the period, by the summary of when deliveries were made; and what waits, by the index of what waits.
    private static final String IMPACT = "WITH late AS (SELECT receiver_party, receiver_system, true AS done,"
            + " delivered_at - accepted_at AS took FROM delivery WHERE kind = 'MESSAGE' AND delivered_at >= ?"
            + " AND accepted_at < ? AND delivered_at - accepted_at > make_interval(secs => ?) UNION ALL"
            + " SELECT receiver_party, receiver_system, false, ? - accepted_at FROM delivery WHERE kind = 'MESSAGE'"
            + " AND state IN ('READY', 'SENDING', 'HELD') AND accepted_at < ? - make_interval(secs => ?) AND accepted_at < ?)"
            + " SELECT receiver_party, receiver_system, count(*) FILTER (WHERE done) AS delayed,"
            + " count(*) FILTER (WHERE NOT done) AS undelivered, extract(epoch FROM max(took))::bigint AS longest FROM late"
            + " GROUP BY receiver_party, receiver_system ORDER BY count(*) DESC, receiver_party";

    private static final String OVERTAKEN =
            "SELECT d.id, d.hub_id, m.event_code, d.accepted_at, d.receiver_party, d.receiver_system,"
                    + " n.hub_id AS by_hub_id, n.event_code AS by_event, w.accepted_at AS by_accepted_at FROM delivery w"
                    + " JOIN message n ON n.hub_id = w.hub_id AND n.event_code = ANY (?)"
                    + " JOIN delivery d ON d.order_key = w.order_key AND d.receiver_system = w.receiver_system"
                    + " AND d.state IN ('READY', 'SENDING', 'HELD') AND d.position < w.position AND d.kind = 'MESSAGE'"
                    + " AND d.receiver_unit = w.receiver_unit JOIN message m ON m.hub_id = d.hub_id AND m.message_id = n.reference_id"
                    + " WHERE w.kind = 'MESSAGE' AND w.position > 1 AND w.state IN ('READY', 'SENDING', 'HELD')"
                    + " ORDER BY d.accepted_at, d.id LIMIT ?";

    private final Database database;

    OutageLedger(Database database) {
        this.database = database;
    }

    /** A delivery that waits, and a later one, in the same lane and waiting too, that takes it back. */
    public record Overtaken(
            UUID deliveryId,
            UUID hubId,
            String eventCode,
            Instant acceptedAt,
            String partyId,
            String systemId,
            UUID byHubId,
            String byEvent,
            Instant byAcceptedAt) {}

    /**
     * By receiving party and system: what was accepted before {@code to} and was delivered since {@code from}, or is not yet, and took
     * longer than {@code threshold}; the most first.
     */
    public List<Impact> listImpact(Instant from, Instant to, Duration threshold, Instant now) {
        int seconds = (int) threshold.toSeconds();
        return database.read(() -> database.sql(IMPACT)
                .params(Times.at(from), Times.at(to), seconds, Times.at(now), Times.at(now), seconds, Times.at(to))
                .query((row, n) -> new Impact(
                        row.getString(1),
                        row.getString(2),
                        row.getLong("delayed"),
                        row.getLong("undelivered"),
                        Duration.ofSeconds(row.getLong("longest"))))
                .list());
    }

    /** @param takingBack codes of the events that take back the message they refer to */
    public List<Overtaken> listOvertaken(Collection<String> takingBack, int limit) {
        return database.read(() -> database.sql(OVERTAKEN)
                .param(1, takingBack.toArray(String[]::new))
                .param(2, limit)
                .query((row, n) -> new Overtaken(
                        row.getObject("id", UUID.class),
                        row.getObject("hub_id", UUID.class),
                        row.getString("event_code"),
                        Times.read(row, "accepted_at"),
                        row.getString("receiver_party"),
                        row.getString("receiver_system"),
                        row.getObject("by_hub_id", UUID.class),
                        row.getString("by_event"),
                        Times.read(row, "by_accepted_at")))
                .list());
    }

    /** Deliveries made since then, by receiver. */
    public Map<String, Long> countDelivered(Instant since) {
        Map<String, Long> counts = new TreeMap<>();
        database.read(() -> database.sql(
                        "SELECT receiver_system, count(*) FROM delivery WHERE kind = 'MESSAGE' AND delivered_at >= ?"
                                + " GROUP BY receiver_system")
                .param(Times.at(since))
                .query((row, n) -> counts.put(row.getString(1), row.getLong(2)))
                .list());
        return counts;
    }
}
