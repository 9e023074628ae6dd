package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** What a party may know of what goes to it: figures and metadata, never content, and nothing of others. */
public final class OwnDeliveries {
    private final Database database;

    OwnDeliveries(Database database) {
        this.database = database;
    }

    /**
     * A party's figures.
     *
     * @param waiting wait or are under way
     * @param held somebody must mend
     * @param late wait longer than the deadline for a receipt
     * @param delivered delivered within the last day
     * @param lastDelivered when the last one within the last day was; null for none
     */
    public record Figures(long waiting, long held, long late, long delivered, Instant lastDelivered) {}

    /** @param deadline how long a delivery may take before it is late */
    public Figures count(String partyId, String systemId, Duration deadline) {
        return database.read(() -> database.sql("SELECT w.*, r.* FROM (SELECT"
                        + " count(*) FILTER (WHERE d.state <> 'HELD') AS waiting, count(*) FILTER (WHERE d.state = 'HELD') AS held,"
                        + " count(*) FILTER (WHERE d.accepted_at < clock_timestamp() - make_interval(secs => ?)) AS late"
                        + " FROM delivery d WHERE d.state IN ('READY', 'SENDING', 'HELD') AND d.receiver_system = ?"
                        + " AND d.receiver_party = ? AND d.kind = 'MESSAGE') w,"
                        + " (SELECT count(*) AS delivered, max(d.delivered_at) AS last FROM delivery d WHERE d.delivered_at >="
                        + " clock_timestamp() - interval '1 day' AND d.receiver_system = ? AND d.receiver_party = ?) r")
                .params(deadline.toSeconds(), systemId, partyId, systemId, partyId)
                .query((row, n) -> new Figures(
                        row.getLong("waiting"),
                        row.getLong("held"),
                        row.getLong("late"),
                        row.getLong("delivered"),
                        Times.read(row, "last")))
                .single());
    }

    /** What is held or late, oldest first. */
    public List<OwnDelivery> listTrouble(String partyId, String systemId, Duration deadline, int limit) {
        return database.read(() -> database.sql(
                        "SELECT d.id, m.message_id, m.event_code, d.receiver_unit, d.accepted_at,"
                                + " d.attempts, d.error_number, d.state = 'HELD' AS held FROM delivery d JOIN message m"
                                + " ON m.hub_id = d.hub_id WHERE d.state IN ('READY', 'SENDING', 'HELD') AND d.receiver_system = ?"
                                + " AND d.receiver_party = ? AND d.kind = 'MESSAGE' AND (d.state = 'HELD'"
                                + " OR d.accepted_at < clock_timestamp() - make_interval(secs => ?)) ORDER BY d.accepted_at LIMIT ?")
                .params(systemId, partyId, deadline.toSeconds(), limit)
                .query((row, n) -> read(row))
                .list());
    }

    private static OwnDelivery read(ResultSet row) throws SQLException {
        return new OwnDelivery(
                row.getObject("id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("event_code"),
                row.getString("receiver_unit"),
                Times.read(row, "accepted_at"),
                row.getInt("attempts"),
                Objects.requireNonNullElse(row.getString("error_number"), ""),
                row.getBoolean("held"));
    }
}
