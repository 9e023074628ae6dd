package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Where everything stands, for the overview. What it reads grows with what waits and with what has come since the last look, never with
 * what is stored.
 */
public final class OverviewLedger {
    static final String WAITING = "SELECT receiver_system, receiver_party, state,"
            + " CASE WHEN state = 'HELD' THEN coalesce(error_number, '') ELSE '' END AS error,"
            + " count(*), min(accepted_at) AS oldest FROM delivery WHERE state IN ('READY', 'SENDING', 'HELD')"
            + " GROUP BY 1, 2, 3, 4";

    static final String OLDEST =
            "SELECT d.hub_id, d.id, d.receiver_party, d.receiver_system, coalesce(m.event_code, ''),"
                    + " d.state, coalesce(d.error_number, ''), d.accepted_at, d.attempts FROM"
                    + " (SELECT * FROM delivery WHERE state IN ('READY', 'SENDING', 'HELD')"
                    + " ORDER BY accepted_at LIMIT ?) d LEFT JOIN message m ON m.hub_id = d.hub_id ORDER BY d.accepted_at, d.id";

    static final String LIMITED = "SELECT d.hub_id, d.id, d.receiver_party, m.event_code, f.name, f.value"
            + " FROM (SELECT * FROM delivery WHERE state IN ('READY', 'SENDING', 'HELD') AND kind = 'MESSAGE'"
            + " ORDER BY accepted_at LIMIT ?) d JOIN message m ON m.hub_id = d.hub_id AND m.event_code = ANY (?)"
            + " JOIN fact f ON f.hub_id = d.hub_id AND f.name = ANY (?)";

    static final String DELIVERED =
            "SELECT receiver_party, date_trunc('minute', delivered_at) AS minute, count(*), max(delivered_at) AS last"
                    + " FROM delivery WHERE delivered_at >= ? AND delivered_at < ? AND kind = 'MESSAGE' GROUP BY 1, 2";

    static final String RECEIVED =
            "SELECT sender_unit, date_trunc('minute', received_at) AS minute, count(*), max(received_at) AS last"
                    + " FROM message WHERE hub_id >= uuid_at(?) AND hub_id < uuid_at(?) AND state = 'ACCEPTED' GROUP BY 1, 2";

    private final Database database;

    OverviewLedger(Database database) {
        this.database = database;
    }

    /**
     * Deliveries that are not done.
     *
     * @param partyId party of the receiver; empty for receipts
     * @param state READY, SENDING or HELD
     * @param errorNumber what holds them; empty unless held
     * @param oldest when the first of them was accepted
     */
    public record Waiting(
            String systemId, String partyId, String state, String errorNumber, long count, Instant oldest) {}

    /**
     * What a receiver is told to do.
     *
     * @param pausedUntil null: until somebody resumes
     * @param openUntil until when its circuit is open; null when closed
     */
    public record Control(String systemId, boolean paused, Instant pausedUntil, Instant openUntil, int failures) {}

    /**
     * What went in a minute.
     *
     * @param who party that got it, or unit that sent it
     * @param minute its beginning
     * @param last when the last of it went
     */
    public record Flow(String who, Instant minute, long count, Instant last) {}

    /** One delivery that has waited long. */
    public record Oldest(
            UUID hubId,
            UUID deliveryId,
            String partyId,
            String systemId,
            String eventCode,
            String state,
            String errorNumber,
            Instant acceptedAt,
            int attempts) {}

    /** A delivery that waits, of an event that has a time limit, with what the limit may run from. */
    public record Limited(UUID hubId, UUID deliveryId, String partyId, String eventCode, String fact, String value) {}

    public List<Waiting> listWaiting() {
        // By the index of what waits (delivery_lane), as the backlog is counted.
        return database.read(() -> database.sql(WAITING)
                .query((row, n) -> new Waiting(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        Times.read(row, "oldest")))
                .list());
    }

    public List<Control> listControls() {
        return database.read(() -> database.sql(
                        "SELECT system_id, paused AND (paused_until IS NULL OR paused_until > clock_timestamp()),"
                                + " paused_until, open_until, failures FROM control")
                .query((row, n) -> new Control(
                        row.getString(1),
                        row.getBoolean(2),
                        Times.read(row, "paused_until"),
                        Times.read(row, "open_until"),
                        row.getInt(5)))
                .list());
    }

    /** The heads that have waited longest; what stands behind a head waits for it. */
    public List<Oldest> listOldest(int limit) {
        return database.read(() -> database.sql(OLDEST)
                .param(limit)
                .query((row, n) -> new Oldest(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        Times.read(row, "accepted_at"),
                        row.getInt(9)))
                .list());
    }

    /**
     * Deliveries that wait, of events with a time limit.
     *
     * @param events codes of such events
     * @param facts names of the facts that a limit may run from
     */
    public List<Limited> listLimited(Collection<String> events, Collection<String> facts, int limit) {
        return database.read(() -> database.sql(LIMITED)
                .params(limit, events.toArray(String[]::new), facts.toArray(String[]::new))
                .query((row, n) -> new Limited(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }

    /** Deliveries by party of the receiver and minute, from the first to before the second moment; by the index of those. */
    public List<Flow> listDelivered(Instant from, Instant to) {
        return flows(DELIVERED, from, to);
    }

    /** Messages by sending unit and minute, from the first to before the second moment; by their ids. */
    public List<Flow> listReceived(Instant from, Instant to) {
        return flows(RECEIVED, from, to);
    }

    /** By the database's clock. */
    public Instant now() {
        return Times.now(database);
    }

    private List<Flow> flows(String sql, Instant from, Instant to) {
        return database.read(() -> database.sql(sql)
                .params(Times.at(from), Times.at(to))
                .query((row, n) ->
                        new Flow(row.getString(1), Times.read(row, "minute"), row.getLong(3), Times.read(row, "last")))
                .list());
    }
}
