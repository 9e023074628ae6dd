package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import se.knutpunkt.message.ErrorCode;

/** Where failures are found in the ledger, each for the price of the failures and not of the messages; reads only. */
public final class FailureSources {
    // In months that are open: what is held is in the small index of what is held.
    private static final String HELD = "SELECT d.id AS item, d.enqueue_number AS number,"
            + " coalesce(d.claimed_at, d.accepted_at) AS at, d.error_number, d.error_place AS place,"
            + " d.receiver_system AS adapter, coalesce(m.event_code, '') AS event_code, '' AS mapping FROM delivery d"
            + " LEFT JOIN message m ON m.hub_id = d.hub_id WHERE d.state = 'HELD' AND NOT EXISTS"
            + " (SELECT FROM failure f WHERE f.item = d.id AND f.number = d.enqueue_number) LIMIT ?";

    private static final String REFUSED = "SELECT m.hub_id AS item, 0 AS number, m.received_at AS at,"
            + " m.answer::jsonb -> 'refusals' -> 0 ->> 'code' AS error_code,"
            + " m.answer::jsonb -> 'refusals' -> 0 ->> 'place' AS place, m.system_id AS adapter, m.event_code, m.mapping"
            + " FROM message m WHERE m.hub_id >= uuid_at(?) AND m.hub_id < uuid_at(?) AND m.state = 'REFUSED'";

    private static final String CIRCUITS = "SELECT md5(h.system_id || h.at)::uuid AS item, 0 AS number, h.at,"
            + " (SELECT d.error_number FROM control c JOIN delivery d ON d.order_key = c.failed_lane"
            + " AND d.receiver_system = c.system_id AND d.state IN ('READY', 'SENDING', 'HELD')"
            + " WHERE c.system_id = h.system_id AND d.error_number IS NOT NULL ORDER BY d.position LIMIT 1) AS error_number,"
            + " '' AS place, h.system_id AS adapter, '' AS event_code, '' AS mapping FROM control_history h"
            + " WHERE h.step = 'circuit-opened' AND h.at >= ? AND h.at < ?";

    // Of receivers that answer others: there is no long row of waiting heads there.
    private static final String STUCK = "SELECT d.id AS item, 0 AS number, coalesce(d.claimed_at, d.accepted_at) AS at,"
            + " d.error_number, '' AS place, d.receiver_system AS adapter, coalesce(m.event_code, '') AS event_code,"
            + " '' AS mapping FROM control c JOIN delivery d ON d.receiver_system = c.system_id AND d.state = 'READY' AND d.head"
            + " LEFT JOIN message m ON m.hub_id = d.hub_id WHERE c.push AND c.open_until IS NULL AND d.attempts >= ?"
            + " AND d.error_number IS NOT NULL AND NOT EXISTS (SELECT FROM failure f WHERE f.item = d.id AND f.number = 0)"
            + " LIMIT 1000";

    private final Database database;

    FailureSources(Database database) {
        this.database = database;
    }

    /** What is held and not gathered yet. */
    public List<FailureSeen> listHeld(int limit) {
        return database.read(() -> database.sql(HELD)
                .param(limit)
                .query((row, n) -> read(FailureKind.HELD, row, row.getString("error_number")))
                .list());
    }

    /** What was refused between the two moments, by the hub's ids. */
    public List<FailureSeen> listRefused(Instant from, Instant to) {
        return database.read(() -> database.sql(REFUSED)
                .params(Times.at(from), Times.at(to))
                .query((row, n) -> read(FailureKind.REFUSED, row, number(row.getString("error_code"))))
                .list());
    }

    /** Circuits that opened between the two moments. */
    public List<FailureSeen> listOpenedCircuits(Instant from, Instant to) {
        return database.read(() -> database.sql(CIRCUITS)
                .params(Times.at(from), Times.at(to))
                .query((row, n) -> read(FailureKind.CIRCUIT, row, row.getString("error_number")))
                .list());
    }

    /** Heads that were tried this often and more, though their receiver answers; not gathered yet. */
    public List<FailureSeen> listStuck(int attempts) {
        return database.read(() -> database.sql(STUCK)
                .param(attempts)
                .query((row, n) -> read(FailureKind.STUCK, row, row.getString("error_number")))
                .list());
    }

    private static FailureSeen read(FailureKind kind, ResultSet row, String errorNumber) throws SQLException {
        return new FailureSeen(
                kind,
                row.getObject("item", UUID.class),
                row.getInt("number"),
                Times.read(row, "at"),
                Objects.requireNonNullElse(errorNumber, ""),
                Objects.requireNonNullElse(row.getString("place"), ""),
                row.getString("adapter"),
                row.getString("event_code"),
                row.getString("mapping"));
    }

    /** Answers keep the speaking name. A name of a later version is kept as it is. */
    private static String number(String name) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.name().equals(name)) {
                return code.number();
            }
        }
        return name;
    }
}
