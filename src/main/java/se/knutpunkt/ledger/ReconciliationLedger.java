package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import se.knutpunkt.ledger.Reconciliation.Finding;

/** Comparisons with what the systems say, each kept as it was; the last one of a system, day and direction holds. */
public final class ReconciliationLedger {
    private static final String COLUMNS = "SELECT id, system_id, day, direction, compared_at, by_whom, hub_entries,"
            + " party_entries, matched, unverified FROM reconciliation";
    private static final String LAST = "SELECT DISTINCT ON (system_id, day, direction) id, system_id, day, gaps"
            + " FROM reconciliation WHERE day >= ? AND day <= ? ORDER BY system_id, day, direction, compared_at DESC, id DESC";

    private final Database database;

    ReconciliationLedger(Database database) {
        this.database = database;
    }

    /** @param list what the system said, compressed, to be compared again */
    public void record(Reconciliation made, byte[] list) {
        database.inTransaction(() -> {
            database.sql(
                            "INSERT INTO reconciliation (id, system_id, day, direction, by_whom, hub_entries, party_entries,"
                                    + " matched, unverified, gaps, notes, list) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                                    + " ON CONFLICT (id) DO NOTHING")
                    .params(
                            made.id(),
                            made.systemId(),
                            made.day(),
                            made.direction().name(),
                            made.byWhom(),
                            made.hubEntries(),
                            made.partyEntries(),
                            made.matched(),
                            made.unverified(),
                            made.gaps(),
                            made.findings().size() - made.gaps(),
                            list)
                    .update();
            // Repeated after a commit whose answer was lost, the rows are there already.
            boolean written = database.sql(
                            "SELECT EXISTS (SELECT 1 FROM reconciliation_finding WHERE reconciliation_id = ?)")
                    .param(made.id())
                    .query(Boolean.class)
                    .single();
            if (!written) {
                write(made);
            }
            return null;
        });
    }

    /** The comparison that holds, with its findings. */
    public Optional<Reconciliation> findLast(String systemId, LocalDate day, Direction direction) {
        return database.read(() -> database.sql(COLUMNS + " WHERE system_id = ? AND day = ? AND direction = ?"
                                + " ORDER BY compared_at DESC, id DESC LIMIT 1")
                        .params(systemId, day, direction.name())
                        .query((row, n) -> read(row))
                        .optional())
                .map(this::withFindings);
    }

    /** What the system said in the comparison that holds, compressed. */
    public Optional<byte[]> findList(String systemId, LocalDate day, Direction direction) {
        return database.read(() -> database.sql("SELECT list FROM reconciliation WHERE system_id = ? AND day = ?"
                        + " AND direction = ? ORDER BY compared_at DESC, id DESC LIMIT 1")
                .params(systemId, day, direction.name())
                .query((row, n) -> row.getBytes(1))
                .optional());
    }

    /** Open gaps by system: those of the comparisons that hold, of these days; also systems that have none. */
    public Map<String, Long> countGaps(LocalDate from, LocalDate to) {
        Map<String, Long> gaps = new TreeMap<>();
        database.read(() -> database.sql("SELECT system_id, sum(gaps) FROM (" + LAST + ") l GROUP BY system_id")
                .params(from, to)
                .query((row, n) -> gaps.put(row.getString(1), row.getLong(2)))
                .list());
        return gaps;
    }

    /** The same by kind of gap, for the quarterly report. */
    public Map<String, Long> countGapsByKind(LocalDate from, LocalDate to) {
        Map<String, Long> gaps = new TreeMap<>();
        database.read(() -> database.sql("SELECT f.kind, count(*) FROM (" + LAST
                        + ") l JOIN reconciliation_finding f ON f.reconciliation_id = l.id WHERE f.gap GROUP BY f.kind")
                .params(from, to)
                .query((row, n) -> gaps.put(row.getString(1), row.getLong(2)))
                .list());
        return gaps;
    }

    private void write(Reconciliation made) {
        List<Object[]> rows = new ArrayList<>();
        for (Finding finding : made.findings()) {
            rows.add(new Object[] {
                made.id(),
                finding.kind(),
                finding.gap(),
                finding.messageId(),
                finding.deliveryId(),
                finding.hubId(),
                finding.event(),
                Times.at(finding.at()),
                finding.errorNumber()
            });
        }
        database.template()
                .batchUpdate(
                        "INSERT INTO reconciliation_finding (reconciliation_id, kind, gap, message_id, delivery_id, hub_id,"
                                + " event_code, at, error_number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        rows);
    }

    private Reconciliation withFindings(Reconciliation found) {
        List<Finding> findings = database.read(() -> database.sql(
                        "SELECT kind, gap, message_id, delivery_id, hub_id, event_code, at, error_number"
                                + " FROM reconciliation_finding WHERE reconciliation_id = ? ORDER BY gap DESC, at, message_id")
                .param(found.id())
                .query((row, n) -> new Finding(
                        row.getString("kind"),
                        row.getBoolean("gap"),
                        row.getString("message_id"),
                        row.getObject("delivery_id", UUID.class),
                        row.getObject("hub_id", UUID.class),
                        row.getString("event_code"),
                        Times.read(row, "at"),
                        row.getString("error_number")))
                .list());
        return new Reconciliation(
                found.id(),
                found.systemId(),
                found.day(),
                found.direction(),
                found.comparedAt(),
                found.byWhom(),
                found.hubEntries(),
                found.partyEntries(),
                found.matched(),
                found.unverified(),
                findings);
    }

    private static Reconciliation read(ResultSet row) throws SQLException {
        return new Reconciliation(
                row.getObject("id", UUID.class),
                row.getString("system_id"),
                row.getObject("day", LocalDate.class),
                Direction.valueOf(row.getString("direction")),
                Times.read(row, "compared_at"),
                row.getString("by_whom"),
                row.getInt("hub_entries"),
                row.getInt("party_entries"),
                row.getInt("matched"),
                row.getInt("unverified"),
                List.of());
    }
}
