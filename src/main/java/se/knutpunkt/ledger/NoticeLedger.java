package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Messages to people outside the hub, kept until they are through; what waits to be told is gathered into one. */
public final class NoticeLedger {
    private static final String SELECT = "SELECT n.* FROM notice n";

    private final Database database;

    NoticeLedger(Database database) {
        this.database = database;
    }

    /** Something to tell of an alert. */
    public record Item(UUID alertId, String what, Instant at) {}

    /** What no notice of the channel has taken up, oldest first. */
    public List<Item> listUntold(String channel) {
        return database.read(() -> database.sql(
                        "SELECT alert_id, what, at FROM notice_item WHERE channel = ? AND notice_id IS NULL"
                                + " ORDER BY at, alert_id, what")
                .param(channel)
                .query((row, n) ->
                        new Item(row.getObject("alert_id", UUID.class), row.getString("what"), Times.read(row, "at")))
                .list());
    }

    /** When the channel's last notice of alerts was written, and whether it still waits. */
    public Optional<NoticeRow> findLast(String channel) {
        return database.read(() -> database.sql(SELECT + " WHERE n.channel = ? AND n.incident_id IS NULL"
                        + " ORDER BY n.created_at DESC LIMIT 1")
                .param(channel)
                .query((row, n) -> read(row))
                .optional());
    }

    /** Writes a notice of everything that is untold on its channel up to {@code to}; nothing when another node has meanwhile. */
    public boolean createOfUntold(NoticeRow notice, Instant to) {
        return database.inTransaction(() -> {
            int taken = database.sql(
                            "UPDATE notice_item SET notice_id = ? WHERE channel = ? AND notice_id IS NULL AND at <= ?")
                    .params(notice.id(), notice.channel(), Times.at(to))
                    .update();
            if (taken > 0) {
                insert(notice);
            }
            return taken > 0;
        });
    }

    public void create(NoticeRow notice) {
        database.read(() -> insert(notice));
    }

    /** Takes the next one that is due for sending; it comes again after {@code lease} unless its outcome is recorded. */
    public Optional<NoticeRow> claim(Duration lease) {
        return database.read(() -> database.sql("UPDATE notice SET attempts = attempts + 1,"
                        + " next_attempt = clock_timestamp() + make_interval(secs => ?) WHERE id = (SELECT n.id FROM notice n"
                        + " WHERE n.state = 'WAITING' AND n.next_attempt <= clock_timestamp() ORDER BY n.next_attempt"
                        + " LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *")
                .param((int) lease.toSeconds())
                .query((row, n) -> read(row))
                .optional());
    }

    public void recordSent(UUID id) {
        database.read(() -> database.sql(
                        "UPDATE notice SET state = 'SENT', sent_at = clock_timestamp(), error = '' WHERE id = ?")
                .param(id)
                .update());
    }

    /** @param pause until the next attempt; null when there is none */
    public void recordFailed(UUID id, String error, Duration pause) {
        database.read(() -> database.sql(
                        "UPDATE notice SET error = ?, state = CASE WHEN ? THEN 'GIVEN_UP' ELSE state END,"
                                + " next_attempt = clock_timestamp() + make_interval(secs => ?) WHERE id = ? AND state = 'WAITING'")
                .params(error, pause == null, pause == null ? 0 : (int) pause.toSeconds(), id)
                .update());
    }

    /** Tries one again that was given up or waits; false when it was sent. */
    public boolean tryAgain(UUID id) {
        return database.read(() -> database.sql("UPDATE notice SET state = 'WAITING', next_attempt = clock_timestamp()"
                                + " WHERE id = ? AND state <> 'SENT'")
                        .param(id)
                        .update())
                > 0;
    }

    /** When each party was last written to in a channel. */
    public Map<String, Instant> listLastOf(String channel) {
        Map<String, Instant> last = new TreeMap<>();
        database.read(() -> database.sql(
                        "SELECT party_id, max(created_at) AS at FROM notice WHERE channel = ? GROUP BY party_id")
                .param(channel)
                .query((row, n) -> last.put(row.getString("party_id"), Times.read(row, "at")))
                .list());
        return last;
    }

    /** The last written, newest first. */
    public List<NoticeRow> listLast(int limit) {
        return database.read(() -> database.sql(SELECT + " ORDER BY n.created_at DESC, n.id LIMIT ?")
                .param(limit)
                .query((row, n) -> read(row))
                .list());
    }

    /** Those written in a period, oldest first. */
    public List<NoticeRow> list(Instant from, Instant to) {
        return database.read(() -> database.sql(SELECT
                        + " WHERE n.created_at >= ? AND n.created_at < ? ORDER BY n.created_at, n.id" + " LIMIT 500")
                .params(Times.at(from), Times.at(to))
                .query((row, n) -> read(row))
                .list());
    }

    public List<NoticeRow> listOfIncident(UUID incidentId) {
        return database.read(() -> database.sql(SELECT + " WHERE n.incident_id = ? ORDER BY n.created_at, n.id")
                .param(incidentId)
                .query((row, n) -> read(row))
                .list());
    }

    /** A channel in which nobody is reached: notices that wait after a failed attempt, or were given up in the last day. */
    public record Failing(String channel, long notices, int attempts, String error) {}

    public List<Failing> listFailing() {
        return database.read(() -> database.sql(
                        "SELECT channel, count(*) AS notices, max(attempts) AS attempts, max(error) AS error"
                                + " FROM notice WHERE error <> '' AND (state = 'WAITING'"
                                + " OR state = 'GIVEN_UP' AND created_at > clock_timestamp() - interval '1 day') GROUP BY channel ORDER BY channel")
                .query((row, n) -> new Failing(
                        row.getString("channel"),
                        row.getLong("notices"),
                        row.getInt("attempts"),
                        row.getString("error")))
                .list());
    }

    private int insert(NoticeRow notice) {
        return database.sql(
                        "INSERT INTO notice (id, created_at, next_attempt, channel, kind, recipients, party_id, incident_id,"
                                + " subject, body) VALUES (?, ?, clock_timestamp(), ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING")
                .params(
                        notice.id(),
                        Times.at(notice.createdAt()),
                        notice.channel(),
                        notice.mail() ? "E_MAIL" : "WEBHOOK",
                        String.join(",", notice.recipients()),
                        notice.partyId(),
                        notice.incidentId(),
                        notice.subject(),
                        notice.body())
                .update();
    }

    private static NoticeRow read(ResultSet row) throws SQLException {
        String recipients = row.getString("recipients");
        return new NoticeRow(
                row.getObject("id", UUID.class),
                row.getString("channel"),
                "E_MAIL".equals(row.getString("kind")),
                recipients.isEmpty() ? List.of() : Arrays.asList(recipients.split(",")),
                row.getString("party_id"),
                row.getObject("incident_id", UUID.class),
                row.getString("subject"),
                row.getString("body"),
                Times.read(row, "created_at"),
                row.getString("state"),
                row.getInt("attempts"),
                Times.read(row, "next_attempt"),
                Times.read(row, "sent_at"),
                row.getString("error"));
    }
}
