package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Alerts and silences. An alert's key is there once among the open ones, whoever evaluates. */
public final class AlertLedger {
    private static final String SELECT = "SELECT a.*, s.until AS silenced_until FROM alert a"
            + " LEFT JOIN alert_silence s ON s.key = a.key AND s.until > clock_timestamp()";

    private final Database database;

    AlertLedger(Database database) {
        this.database = database;
    }

    /** Opens it, or says that it is still there; true when it was opened. */
    public boolean see(
            UUID id,
            String rule,
            String key,
            String subject,
            String severity,
            Map<String, String> figures,
            Instant now) {
        return database.read(() -> database.sql(
                        "INSERT INTO alert AS a (id, opened_at, last_seen, state, rule, key, subject, severity,"
                                + " figures) VALUES (?, ?, ?, 'OPEN', ?, ?, ?, ?, ?) ON CONFLICT (key) WHERE state = 'OPEN' DO UPDATE SET"
                                + " last_seen = excluded.last_seen, clear_since = NULL, severity = excluded.severity, rule = excluded.rule,"
                                + " figures = excluded.figures RETURNING a.id = ?")
                .params(id, Times.at(now), Times.at(now), rule, key, subject, severity, LedgerJson.write(figures), id)
                .query(Boolean.class)
                .single());
    }

    /** The condition is gone, for now. */
    public void markClear(UUID id, Instant now) {
        database.read(() -> database.sql(
                        "UPDATE alert SET clear_since = ? WHERE id = ? AND state = 'OPEN' AND clear_since IS NULL")
                .params(Times.at(now), id)
                .update());
    }

    /** It stayed away; false when it is resolved already. */
    public boolean resolve(UUID id, Instant now) {
        return database.read(() -> database.sql(
                                "UPDATE alert SET state = 'RESOLVED', resolved_at = ? WHERE id = ? AND state = 'OPEN'")
                        .params(Times.at(now), id)
                        .update())
                > 0;
    }

    public List<AlertRow> listOpen() {
        return database.read(() -> database.sql(SELECT + " WHERE a.state = 'OPEN' ORDER BY a.opened_at DESC, a.id")
                .query((row, n) -> read(row))
                .list());
    }

    /** The resolved ones, the last opened first. */
    public List<AlertRow> listResolved(int limit, int offset) {
        return database.read(() -> database.sql(
                        SELECT + " WHERE a.state = 'RESOLVED' ORDER BY a.opened_at DESC, a.id LIMIT ? OFFSET ?")
                .params(limit, offset)
                .query((row, n) -> read(row))
                .list());
    }

    public Optional<AlertRow> find(UUID id) {
        return list(List.of(id)).stream().findFirst();
    }

    public List<AlertRow> list(Collection<UUID> ids) {
        return database.read(() -> database.sql(SELECT + " WHERE a.id = ANY (?) ORDER BY a.opened_at, a.id")
                .param(1, ids.toArray(UUID[]::new))
                .query((row, n) -> read(row))
                .list());
    }

    public List<AlertRow> listOfIncident(UUID incidentId) {
        return database.read(() -> database.sql(SELECT + " WHERE a.incident_id = ? ORDER BY a.opened_at, a.id")
                .param(incidentId)
                .query((row, n) -> read(row))
                .list());
    }

    /** A person has taken it; false when it is not open or somebody has already. */
    public boolean acknowledge(UUID id, String byWhom) {
        return database.read(
                        () -> database.sql("UPDATE alert SET acknowledged_at = clock_timestamp(), acknowledged_by = ?"
                                        + " WHERE id = ? AND state = 'OPEN' AND acknowledged_at IS NULL")
                                .params(byWhom, id)
                                .update())
                > 0;
    }

    /** Nobody is told of this key until then; a new silence replaces the old one. */
    public void silence(String key, Instant until, String byWhom, String reason) {
        database.read(() -> database.sql(
                        "INSERT INTO alert_silence (key, until, by_whom, reason) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (key) DO UPDATE SET until = excluded.until, by_whom = excluded.by_whom, reason = excluded.reason")
                .params(key, Times.at(until), byWhom, reason)
                .update());
    }

    /** False when it was not silenced. */
    public boolean endSilence(String key) {
        return database.read(() -> database.sql("DELETE FROM alert_silence WHERE key = ? AND until > clock_timestamp()")
                        .param(key)
                        .update())
                > 0;
    }

    /** What is to be told of it, once per channel; marks it as told. */
    public void tell(UUID id, String what, Collection<String> channels, Instant now) {
        database.inTransaction(() -> {
            database.sql(
                            "INSERT INTO notice_item (at, alert_id, channel, what) SELECT ?, ?, c, ? FROM unnest(?::text[]) AS c"
                                    + " ON CONFLICT DO NOTHING")
                    .param(1, Times.at(now))
                    .param(2, id)
                    .param(3, what)
                    .param(4, channels.toArray(String[]::new))
                    .update();
            return database.sql(
                            "UPDATE alert SET told_at = coalesce(told_at, ?), escalated_at = CASE WHEN ? = 'ESCALATED'"
                                    + " THEN ? ELSE escalated_at END WHERE id = ?")
                    .params(Times.at(now), what, Times.at(now), id)
                    .update();
        });
    }

    /** Joins alerts to an incident; those that belong to one already stay there. */
    public void assign(Collection<UUID> ids, UUID incidentId) {
        database.read(() -> database.sql("UPDATE alert SET incident_id = ? WHERE id = ANY (?) AND incident_id IS NULL")
                .param(1, incidentId)
                .param(2, ids.toArray(UUID[]::new))
                .update());
    }

    private static AlertRow read(ResultSet row) throws SQLException {
        return new AlertRow(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                row.getString("key"),
                row.getString("subject"),
                row.getString("severity"),
                LedgerJson.readTexts(row.getString("figures")),
                Times.read(row, "opened_at"),
                Times.read(row, "last_seen"),
                Times.read(row, "clear_since"),
                Times.read(row, "resolved_at"),
                Times.read(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                Times.read(row, "escalated_at"),
                Times.read(row, "told_at"),
                Times.read(row, "silenced_until"),
                row.getObject("incident_id", UUID.class));
    }
}
