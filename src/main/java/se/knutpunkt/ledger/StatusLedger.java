package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.RowMapper;

/**
 * What happened in a period, counted for its report. Each answer depends only on what was recorded before the period's end, so that
 * it is the same whenever it is asked for. Reads only; each question goes once through the months it concerns.
 */
public final class StatusLedger {

    // A message's id is made when it is received, its deliveries' ids when it is accepted, within the hour; the nodes'
    // clocks differ less.
    private static final String EARLY = " - interval '1 hour'";
    private static final String LATE = " + interval '1 hour'";
    /** How far back lies what something of the period may refer to. */
    private static final String LONG_BEFORE = " - interval '92 days'";
    /** How old a message may be for its mending to count. */
    private static final String MONTH_BEFORE = " - interval '31 days'";

    private static final String COUNT_TOLD = " SELECT 'WHOLE' AS side, '' AS who, count(*) AS measured,"
            + " count(*) FILTER (WHERE in_time) AS in_time FROM told"
            + " UNION ALL SELECT 'SENDER', sender_unit, count(*), count(*) FILTER (WHERE in_time) FROM told GROUP BY sender_unit"
            + " UNION ALL SELECT 'RECEIVER', d.receiver_party, count(DISTINCT t.hub_id),"
            + " count(DISTINCT t.hub_id) FILTER (WHERE t.in_time) FROM told t JOIN delivery d ON d.hub_id = t.hub_id"
            + " WHERE d.id >= {before} AND d.id < {late} AND d.kind = 'MESSAGE' AND d.relation IS NULL GROUP BY d.receiver_party";

    private static final String WITHIN = " m.state = 'ACCEPTED' AND m.hub_id >= {early} AND m.hub_id < {late}"
            + " AND m.accepted_at >= {from} AND m.accepted_at < {to}";

    private final Database database;

    StatusLedger(Database database) {
        this.database = database;
    }

    /** Messages of one kind. {@code unit} sent them; empty where the message could not be read. */
    public record Messages(String unit, String event, String version, String format, boolean accepted, long count) {}

    /** Deliveries of one kind that took equally long, in tenths of a second, rounded up; null for those not delivered in the period. */
    public record Deliveries(String party, String event, Integer tenths, long count) {}

    /**
     * How many of those that can be measured were in time.
     *
     * @param side WHOLE, SENDER (by unit) or RECEIVER (by party)
     */
    public record Told(String side, String who, long measured, long inTime) {}

    /** Failures of one cause; {@code system} is empty where the cause is the hub's own. */
    public record Failures(String system, String errorNumber, long count) {}

    /** From when to when a node lived, as its heartbeats tell. */
    public record NodeLife(Instant from, Instant to) {}

    /** The last certificate of an owner. */
    public record Certificate(String owner, Instant notAfter) {}

    public List<Messages> listMessages(Instant from, Instant to) {
        return list(
                "SELECT m.sender_unit, m.event_code, m.event_version, m.format, m.state = 'ACCEPTED', count(*) FROM message m"
                        + " WHERE m.hub_id >= {early} AND m.hub_id < {late} AND coalesce(m.accepted_at, m.received_at) >= {from}"
                        + " AND coalesce(m.accepted_at, m.received_at) < {to} GROUP BY 1, 2, 3, 4, 5",
                from,
                to,
                (row, n) -> new Messages(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getLong(6)));
    }

    /** Of messages accepted in the period, one for each receiver they were meant for; what took a delivery's place counts as it. */
    public List<Deliveries> listDeliveries(Instant from, Instant to) {
        return list(
                "WITH replaced AS (SELECT origin_id, min(delivered_at) AS at FROM delivery"
                        + " WHERE id >= {early} AND id < {late} AND relation IN ('REVISION', 'REDIRECT') GROUP BY origin_id)"
                        + " SELECT d.receiver_party, m.event_code, CASE WHEN t.at < {to} THEN"
                        + " greatest(0, ceil(extract(epoch FROM t.at - d.accepted_at) * 10))::integer END AS tenths, count(*)"
                        + " FROM delivery d JOIN message m ON m.hub_id = d.hub_id LEFT JOIN replaced r ON r.origin_id = d.id"
                        + " CROSS JOIN LATERAL (SELECT least(d.delivered_at, r.at) AS at) t"
                        + " WHERE d.id >= {early} AND d.id < {late} AND d.kind = 'MESSAGE' AND d.relation IS NULL"
                        + " AND d.accepted_at >= {from} AND d.accepted_at < {to} AND m.hub_id >= {early} AND m.hub_id < {late}"
                        + " GROUP BY 1, 2, 3",
                from,
                to,
                (row, n) -> new Deliveries(
                        row.getString(1), row.getString(2), row.getObject(3, Integer.class), row.getLong(4)));
    }

    /** Admission notices, from the later judgement they state, else from admission. */
    public List<Told> listAdmissionNotices(Instant from, Instant to, int hours) {
        return listTold(
                "WITH told AS (SELECT m.hub_id, m.sender_unit, m.accepted_at <= coalesce("
                        + "min(f.value::timestamptz) FILTER (WHERE f.name = 'needAssessedAt'),"
                        + " min(f.value::timestamptz) FILTER (WHERE f.name = 'admittedAt')) + interval '" + hours
                        + " hours' AS in_time FROM message m JOIN fact f ON f.hub_id = m.hub_id"
                        + " WHERE m.event_code = 'admission-notice' AND" + WITHIN
                        + " AND f.hub_id >= {early} AND f.hub_id < {late} AND f.name IN ('needAssessedAt', 'admittedAt')"
                        + " GROUP BY m.hub_id, m.sender_unit, m.accepted_at)",
                from,
                to);
    }

    /** Invitations, from the last notice of discharge-ready in their episode. */
    public List<Told> listInvitations(Instant from, Instant to, int days) {
        return listTold(
                "WITH ready AS (SELECT episode_id, accepted_at FROM message WHERE event_code = 'discharge-ready'"
                        + " AND state = 'ACCEPTED' AND hub_id >= {before} AND hub_id < {late}),"
                        + " told AS (SELECT m.hub_id, m.sender_unit, (m.accepted_at AT TIME ZONE 'Europe/Stockholm')::date"
                        + " <= (max(r.accepted_at) AT TIME ZONE 'Europe/Stockholm')::date + " + days + " AS in_time"
                        + " FROM message m JOIN ready r ON r.episode_id = m.episode_id AND r.accepted_at <= m.accepted_at"
                        + " WHERE m.event_code = 'sip-invitation' AND" + WITHIN
                        + " GROUP BY m.hub_id, m.sender_unit, m.accepted_at)",
                from,
                to);
    }

    /** Episodes discharged in the period: the first information, from the day of discharge that the last notice of discharge states. */
    public List<Told> listDischargeInformation(Instant from, Instant to, int days) {
        return listTold(
                "WITH gone AS (SELECT m.episode_id, max(f.value::timestamptz) AS at FROM message m"
                        + " JOIN fact f ON f.hub_id = m.hub_id WHERE m.event_code = 'discharge-notice' AND" + WITHIN
                        + " AND f.hub_id >= {early} AND f.hub_id < {late} AND f.name = 'dischargedAt' GROUP BY m.episode_id),"
                        + " first AS (SELECT DISTINCT ON (i.episode_id) i.episode_id, i.hub_id, i.sender_unit, i.accepted_at"
                        + " FROM message i WHERE i.event_code = 'discharge-information' AND i.state = 'ACCEPTED'"
                        + " AND i.hub_id >= {before} AND i.hub_id < {late} AND i.accepted_at < {to}"
                        + " ORDER BY i.episode_id, i.accepted_at, i.hub_id),"
                        + " told AS (SELECT i.hub_id, i.sender_unit, (i.accepted_at AT TIME ZONE 'Europe/Stockholm')::date"
                        + " <= (g.at AT TIME ZONE 'Europe/Stockholm')::date + " + days + " AS in_time"
                        + " FROM gone g JOIN first i ON i.episode_id = g.episode_id)",
                from,
                to);
    }

    public List<Failures> listFailures(Instant from, Instant to) {
        return list(
                "SELECT f.adapter, g.error_number, count(*) FROM failure f JOIN failure_group g ON g.id = f.group_id"
                        + " WHERE f.at >= {from} AND f.at < {to} GROUP BY 1, 2 ORDER BY 1, 2",
                from,
                to,
                (row, n) -> new Failures(row.getString(1), row.getString(2), row.getLong(3)));
    }

    /** Lines of the history that tell of mending by a person, by step. */
    public Map<String, Long> countMended(Instant from, Instant to) {
        Map<String, Long> counts = new TreeMap<>();
        History.BY_PERSONS.forEach(step -> counts.put(step, 0L));
        list(
                "SELECT step, count(*) FROM history WHERE hub_id >= {month} AND hub_id < {late} AND at >= {from} AND at < {to}"
                        + " AND step IN ('" + String.join("', '", counts.keySet()) + "') GROUP BY step",
                from,
                to,
                (row, n) -> counts.put(row.getString(1), row.getLong(2)));
        return counts;
    }

    /** Messages that were taken back in the period. */
    public long countWithdrawn(Instant from, Instant to) {
        return list(
                        "SELECT count(*) FROM withdrawal WHERE at >= {from} AND at < {to}",
                        from,
                        to,
                        (row, n) -> row.getLong(1))
                .get(0);
    }

    /** Nodes that lived at some time of the period. */
    public List<NodeLife> listNodeLives(Instant from, Instant to) {
        return list(
                "SELECT started_at, least(coalesce(ended_at, beat_at), {to}) AS until FROM node"
                        + " WHERE started_at < {to} AND coalesce(ended_at, beat_at) > {from} ORDER BY 1, 2",
                from,
                to,
                (row, n) -> new NodeLife(Times.read(row, "started_at"), Times.read(row, "until")));
    }

    /** When the first node of all started. */
    public Optional<Instant> findFirstStart() {
        return database.read(() -> database.sql("SELECT min(started_at) AS at FROM node")
                .query((row, n) -> Optional.ofNullable(Times.read(row, "at")))
                .single());
    }

    /** Of each owner the certificate that lasts longest, of those shown before {@code to}. */
    public List<Certificate> listCertificates(Instant to) {
        return list(
                "SELECT owner, max(not_after) AS until FROM certificate_seen WHERE first_seen < {to} GROUP BY owner ORDER BY owner",
                to,
                to,
                (row, n) -> new Certificate(row.getString(1), Times.read(row, "until")));
    }

    private List<Told> listTold(String told, Instant from, Instant to) {
        return list(
                told + COUNT_TOLD,
                from,
                to,
                (row, n) -> new Told(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
    }

    /** The times are written into the statement, not passed: only then does the planner know how much a quarter is. */
    private <T> List<T> list(String sql, Instant from, Instant to, RowMapper<T> mapper) {
        String start = literal(from);
        String end = literal(to);
        String written = sql.replace("{early}", id(start + EARLY))
                .replace("{late}", id(end + LATE))
                .replace("{before}", id(start + LONG_BEFORE))
                .replace("{month}", id(start + MONTH_BEFORE))
                .replace("{from}", start)
                .replace("{to}", end);
        return database.inTransaction(() -> {
            // A quarter is joined and counted in memory, where the default would write it to disk in pieces.
            database.sql("SELECT set_config('work_mem', '128MB', true), set_config('statement_timeout', '300s', true)")
                    .query((row, n) -> "")
                    .single();
            return database.sql(written).query(mapper).list();
        });
    }

    private static String literal(Instant at) {
        return "timestamptz '" + at + "'";
    }

    private static String id(String at) {
        return "uuid_at(" + at + ")";
    }
}
