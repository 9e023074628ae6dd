package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drafts of reports with their texts, and approved reports with their files, which stay as they are. */
public final class ReportLedger {

    private final Database database;
    private final OperatorActionLedger actions;

    public ReportLedger(Database database, OperatorActionLedger actions) {
        this.database = database;
        this.actions = actions;
    }

    /** Opens a draft unless one is open; the first of a period is revision 1, one after an approved report the next. */
    public ReportRow open(String period, String owner, String byWhom, String reason) {
        return database.inTransaction(() -> {
            Optional<ReportRow> last = last(period);
            if (last.isPresent() && !last.get().isFinal()) {
                return last.get();
            }
            int revision = last.map(ReportRow::revision).orElse(0) + 1;
            int opened = database.sql("INSERT INTO report (period, revision, owner, opened_by) VALUES (?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING")
                    .params(period, revision, owner, byWhom)
                    .update();
            if (opened == 1) {
                actions.record(byWhom, "report-opened", subject(period, revision), reason);
            }
            return last(period).orElseThrow();
        });
    }

    public Optional<ReportRow> findLast(String period) {
        return database.read(() -> last(period));
    }

    /** The newest period first, the newest revision first. */
    public List<ReportRow> list() {
        return database.read(() -> database.sql("SELECT * FROM report ORDER BY period DESC, revision DESC")
                .query((row, n) -> read(row))
                .list());
    }

    /** Texts by heading. */
    public Map<String, String> texts(String period, int revision) {
        return database.read(() -> {
            Map<String, String> texts = new LinkedHashMap<>();
            database.sql("SELECT heading, body FROM report_text WHERE period = ? AND revision = ? ORDER BY heading")
                    .params(period, revision)
                    .query((row, n) -> texts.put(row.getString("heading"), row.getString("body")))
                    .list();
            return texts;
        });
    }

    /** Keeps a text of a draft; false when there is no draft. An empty one is taken away. */
    public boolean write(String period, String heading, String body, String byWhom, String reason) {
        return database.inTransaction(() -> {
            Optional<ReportRow> draft = draft(period);
            if (draft.isEmpty()) {
                return false;
            }
            int revision = draft.get().revision();
            if (body.isEmpty()) {
                database.sql("DELETE FROM report_text WHERE period = ? AND revision = ? AND heading = ?")
                        .params(period, revision, heading)
                        .update();
            } else {
                database.sql(
                                "INSERT INTO report_text (period, revision, heading, body, written_by)"
                                        + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (period, revision, heading) DO UPDATE"
                                        + " SET body = excluded.body, written_by = excluded.written_by, written_at = clock_timestamp()")
                        .params(period, revision, heading, body, byWhom)
                        .update();
            }
            actions.record(byWhom, "report-written", subject(period, revision) + " " + heading, reason);
            return true;
        });
    }

    /** Makes the draft final with its files, in one transaction; empty when there is no draft. */
    public Optional<ReportRow> approve(
            String period, String figuresHash, List<ReportFile> files, String byWhom, String reason) {
        return database.inTransaction(() -> {
            Optional<ReportRow> draft = draft(period);
            if (draft.isEmpty()) {
                return Optional.empty();
            }
            int revision = draft.get().revision();
            for (ReportFile file : files) {
                database.sql("INSERT INTO report_file (period, revision, name, sha256, content) VALUES (?, ?, ?, ?, ?)")
                        .params(period, revision, file.name(), file.sha256(), file.content())
                        .update();
            }
            database.sql("UPDATE report SET state = 'FINAL', approved_by = ?, approved_at = clock_timestamp(),"
                            + " figures_hash = ? WHERE period = ? AND revision = ?")
                    .params(byWhom, figuresHash, period, revision)
                    .update();
            actions.record(byWhom, "report-approved", subject(period, revision), reason);
            return last(period);
        });
    }

    public Optional<ReportFile> findFile(String period, int revision, String name) {
        return database.read(
                () -> database.sql("SELECT * FROM report_file WHERE period = ? AND revision = ? AND name = ?")
                        .params(period, revision, name)
                        .query((row, n) ->
                                new ReportFile(row.getString("name"), row.getString("sha256"), row.getBytes("content")))
                        .optional());
    }

    /** A file of an approved report. */
    public record ReportFile(String name, String sha256, byte[] content) {}

    /** Locked, so that nothing is written while it is made final. */
    private Optional<ReportRow> draft(String period) {
        return database.sql("SELECT * FROM report WHERE period = ? AND state = 'DRAFT' FOR UPDATE")
                .param(period)
                .query((row, n) -> read(row))
                .optional();
    }

    private Optional<ReportRow> last(String period) {
        return database.sql("SELECT * FROM report WHERE period = ? ORDER BY revision DESC LIMIT 1")
                .param(period)
                .query((row, n) -> read(row))
                .optional();
    }

    private static String subject(String period, int revision) {
        return "report " + period + "/" + revision;
    }

    private static ReportRow read(ResultSet row) throws SQLException {
        String approvedBy = row.getString("approved_by");
        return new ReportRow(
                row.getString("period"),
                row.getInt("revision"),
                row.getString("state").equals("FINAL"),
                row.getString("owner"),
                row.getString("opened_by"),
                Times.read(row, "opened_at"),
                approvedBy == null ? "" : approvedBy,
                Times.read(row, "approved_at"),
                approvedBy == null ? "" : row.getString("figures_hash"));
    }
}
