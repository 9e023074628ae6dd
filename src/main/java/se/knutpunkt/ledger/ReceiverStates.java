package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.ledger.ReceiverState.Circuit;

/** How it stands with the receivers. Costs what waits, however much was delivered before. */
public final class ReceiverStates {
    private static final String SELECT = "SELECT c.*, c.paused AND (c.paused_until IS NULL OR c.paused_until >"
            + " clock_timestamp()) AS is_paused, c.open_until > clock_timestamp() AS is_open, w.* FROM control c LEFT JOIN"
            + " (SELECT d.receiver_system, count(*) FILTER (WHERE d.state = 'READY') AS waiting,"
            + " count(*) FILTER (WHERE d.state = 'READY' AND d.accepted_at <= k.drain_before) AS to_drain,"
            + " count(*) FILTER (WHERE d.state = 'SENDING') AS sending, count(*) FILTER (WHERE d.state = 'HELD') AS held,"
            + " min(d.accepted_at) FILTER (WHERE d.state <> 'HELD') AS oldest,"
            + " min(d.next_attempt) FILTER (WHERE d.state = 'READY' AND d.head) AS next_attempt"
            + " FROM delivery d JOIN control k ON k.system_id = d.receiver_system"
            + " WHERE d.state IN ('READY', 'SENDING', 'HELD')";
    private static final String GROUPED = " GROUP BY d.receiver_system) w ON w.receiver_system = c.system_id";

    private final Database database;

    ReceiverStates(Database database) {
        this.database = database;
    }

    /** All receivers that were ever registered, in order of id. */
    public List<ReceiverState> list() {
        return database.read(() -> database.sql(SELECT + GROUPED + " ORDER BY c.system_id")
                .query((row, n) -> read(row))
                .list());
    }

    public Optional<ReceiverState> find(String systemId) {
        return database.read(
                () -> database.sql(SELECT + " AND d.receiver_system = ?" + GROUPED + " WHERE c.system_id = ?")
                        .params(systemId, systemId)
                        .query((row, n) -> read(row))
                        .optional());
    }

    private static ReceiverState read(ResultSet row) throws SQLException {
        boolean paused = row.getBoolean("is_paused");
        boolean open = row.getBoolean("is_open");
        Circuit notOpen = row.getObject("open_until") == null ? Circuit.CLOSED : Circuit.HALF_OPEN;
        return new ReceiverState(
                row.getString("system_id"),
                row.getString("channel"),
                paused,
                paused && row.getObject("drain_before") != null,
                paused ? Times.read(row, "paused_until") : null,
                paused ? row.getString("paused_by") : "",
                paused ? row.getString("paused_reason") : "",
                open ? Circuit.OPEN : notOpen,
                Times.read(row, "open_until"),
                row.getInt("failures"),
                row.getLong("waiting"),
                row.getLong("to_drain"),
                row.getLong("sending"),
                row.getLong("held"),
                Times.read(row, "oldest"),
                Times.read(row, "next_attempt"));
    }
}
