package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.Ids;

/** Incidents with parties, timeline and actions. Every change writes a line of the timeline, in the same transaction. */
public final class IncidentLedger {
    private final Database database;
    private final Ids ids;

    IncidentLedger(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** Opens it; its number is given by the ledger. Repeating it with the same id changes nothing. */
    public IncidentRow open(
            UUID id, String title, String severity, Instant beganAt, Collection<UUID> alerts, String byWhom) {
        database.inTransaction(() -> {
            int opened = database.sql("INSERT INTO incident (id, began_at, opened_at, severity, opened_by, title)"
                            + " VALUES (?, ?, clock_timestamp(), ?, ?, ?) ON CONFLICT (id) DO NOTHING")
                    .params(id, Times.at(beganAt), severity, byWhom, title)
                    .update();
            if (opened == 1) {
                record(id, "opened", byWhom, title);
                database.sql("UPDATE alert SET incident_id = ? WHERE id = ANY (?) AND incident_id IS NULL")
                        .param(1, id)
                        .param(2, alerts.toArray(UUID[]::new))
                        .update();
            }
            return opened;
        });
        return find(id).orElseThrow();
    }

    public Optional<IncidentRow> find(UUID id) {
        return database.read(() -> database.sql("SELECT * FROM incident WHERE id = ?")
                .param(id)
                .query((row, n) -> read(row))
                .optional());
    }

    /** The last opened first; open ones, closed ones, or both. */
    public List<IncidentRow> list(boolean open, boolean closed, int limit, int offset) {
        return database.read(
                () -> database.sql("SELECT * FROM incident WHERE (state = 'OPEN' AND ?) OR (state = 'CLOSED' AND ?)"
                                + " ORDER BY number DESC LIMIT ? OFFSET ?")
                        .params(open, closed, limit, offset)
                        .query((row, n) -> read(row))
                        .list());
    }

    /** Those that lasted at some time of the period, for a report; the first begun first. */
    public List<IncidentRow> listBetween(Instant from, Instant to) {
        return database.read(
                () -> database.sql("SELECT * FROM incident WHERE began_at < ? AND coalesce(ended_at, 'infinity') >= ?"
                                + " ORDER BY began_at, number")
                        .params(Times.at(to), Times.at(from))
                        .query((row, n) -> read(row))
                        .list());
    }

    public List<IncidentRow.PartyRow> listParties(UUID id) {
        return database.read(() -> database.sql("SELECT * FROM incident_party WHERE incident_id = ?"
                        + " ORDER BY delayed + undelivered DESC, party_id")
                .param(id)
                .query((row, n) -> new IncidentRow.PartyRow(
                        row.getString("party_id"),
                        row.getLong("delayed"),
                        row.getLong("undelivered"),
                        Duration.ofSeconds(row.getLong("longest_seconds")),
                        row.getBoolean("counted")))
                .list());
    }

    public List<IncidentRow.Entry> listEntries(UUID id) {
        return database.read(() -> database.sql("SELECT * FROM incident_entry WHERE incident_id = ? ORDER BY at, id")
                .param(id)
                .query((row, n) -> new IncidentRow.Entry(
                        row.getObject("id", UUID.class),
                        Times.read(row, "at"),
                        row.getString("step"),
                        row.getString("by_whom"),
                        row.getString("text")))
                .list());
    }

    public List<IncidentRow.ActionRow> listActions(UUID id) {
        return database.read(() -> database.sql(
                        "SELECT * FROM incident_action WHERE incident_id = ? ORDER BY created_at, id")
                .param(id)
                .query((row, n) -> new IncidentRow.ActionRow(
                        row.getObject("id", UUID.class),
                        row.getString("what"),
                        row.getString("owner"),
                        row.getObject("due", LocalDate.class),
                        Times.read(row, "created_at"),
                        Times.read(row, "done_at")))
                .list());
    }

    /** What was counted replaces what was counted before; parties that a person added stay. */
    public void recordCounted(UUID id, List<IncidentRow.PartyRow> parties, String byWhom) {
        database.inTransaction(() -> {
            database.sql("SELECT id FROM incident WHERE id = ? FOR UPDATE")
                    .param(id)
                    .query(UUID.class)
                    .optional();
            database.sql("DELETE FROM incident_party WHERE incident_id = ? AND counted")
                    .param(id)
                    .update();
            for (IncidentRow.PartyRow party : parties) {
                database.sql(
                                "INSERT INTO incident_party AS p (incident_id, party_id, delayed, undelivered, longest_seconds, counted)"
                                        + " VALUES (?, ?, ?, ?, ?, true) ON CONFLICT (incident_id, party_id) DO UPDATE SET"
                                        + " delayed = excluded.delayed, undelivered = excluded.undelivered,"
                                        + " longest_seconds = excluded.longest_seconds")
                        .params(
                                id,
                                party.partyId(),
                                party.delayed(),
                                party.undelivered(),
                                party.longest().toSeconds())
                        .update();
            }
            return record(id, "counted", byWhom, parties.size() + "");
        });
    }

    /** A person says that it concerned this party too; false when that is known. */
    public boolean addParty(UUID id, String partyId, String byWhom) {
        return database.inTransaction(() -> {
            int added = database.sql(
                            "INSERT INTO incident_party (incident_id, party_id, delayed, undelivered, longest_seconds, counted)"
                                    + " VALUES (?, ?, 0, 0, 0, false) ON CONFLICT DO NOTHING")
                    .params(id, partyId)
                    .update();
            return added == 1 && record(id, "party-added", byWhom, partyId) == 1;
        });
    }

    public void addNote(UUID id, String step, String byWhom, String text) {
        database.read(() -> record(id, step, byWhom, text));
    }

    /** What and when it was; false when it is closed. */
    public boolean describe(
            UUID id,
            String title,
            String severity,
            Instant beganAt,
            Instant endedAt,
            String causeKind,
            String cause,
            String byWhom) {
        return database.inTransaction(() -> {
            int changed = database.sql(
                            "UPDATE incident SET title = ?, severity = ?, began_at = ?, ended_at = ?, cause_kind = ?,"
                                    + " cause = ? WHERE id = ? AND state = 'OPEN'")
                    .params(title, severity, Times.at(beganAt), Times.at(endedAt), causeKind, cause, id)
                    .update();
            return changed == 1 && record(id, "described", byWhom, causeKind) == 1;
        });
    }

    public UUID addAction(UUID id, String what, String owner, LocalDate due, String byWhom) {
        UUID action = ids.next();
        database.inTransaction(() -> {
            int added = database.sql("INSERT INTO incident_action (id, incident_id, created_at, owner, what, due)"
                            + " VALUES (?, ?, clock_timestamp(), ?, ?, ?) ON CONFLICT (id) DO NOTHING")
                    .params(action, id, owner, what, due)
                    .update();
            return added == 1 ? record(id, "action-added", byWhom, what) : 0;
        });
        return action;
    }

    /** False when it is done already, or is none of the incident's. */
    public boolean finishAction(UUID id, UUID action, String byWhom) {
        return database.inTransaction(() -> {
            Optional<String> what = database.sql(
                            "UPDATE incident_action SET state = 'DONE', done_at = clock_timestamp()"
                                    + " WHERE id = ? AND incident_id = ? AND state = 'OPEN' RETURNING what")
                    .params(action, id)
                    .query(String.class)
                    .optional();
            what.ifPresent(text -> record(id, "action-done", byWhom, text));
            return what.isPresent();
        });
    }

    /** Nothing is left to do about it; false when it is closed already, has not ended or has no cause. */
    public boolean close(UUID id, String byWhom, String reason) {
        return database.inTransaction(() -> {
            int closed = database.sql(
                            "UPDATE incident SET state = 'CLOSED', closed_at = clock_timestamp(), closed_by = ?"
                                    + " WHERE id = ? AND state = 'OPEN' AND ended_at IS NOT NULL AND cause_kind <> ''")
                    .params(byWhom, id)
                    .update();
            return closed == 1 && record(id, "closed", byWhom, reason) == 1;
        });
    }

    /** It is not over after all; false when it is open. */
    public boolean reopen(UUID id, String byWhom, String reason) {
        return database.inTransaction(() -> {
            int opened = database.sql("UPDATE incident SET state = 'OPEN', closed_at = NULL, closed_by = ''"
                            + " WHERE id = ? AND state = 'CLOSED'")
                    .param(id)
                    .update();
            return opened == 1 && record(id, "reopened", byWhom, reason) == 1;
        });
    }

    private int record(UUID incident, String step, String byWhom, String text) {
        return database.sql("INSERT INTO incident_entry (id, incident_id, at, step, by_whom, text)"
                        + " VALUES (?, ?, clock_timestamp(), ?, ?, ?)")
                .params(ids.next(), incident, step, byWhom, text)
                .update();
    }

    private static IncidentRow read(ResultSet row) throws SQLException {
        return new IncidentRow(
                row.getObject("id", UUID.class),
                row.getLong("number"),
                row.getString("title"),
                row.getString("severity"),
                Times.read(row, "began_at"),
                Times.read(row, "ended_at"),
                Times.read(row, "opened_at"),
                row.getString("opened_by"),
                Times.read(row, "closed_at"),
                row.getString("closed_by"),
                row.getString("cause_kind"),
                row.getString("cause"));
    }
}
