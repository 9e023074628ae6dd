package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Sets of figures that were frozen; they are added to and never changed. */
public final class FigureSetLedger {

    private final Database database;
    private final OperatorActionLedger actions;

    FigureSetLedger(Database database, OperatorActionLedger actions) {
        this.database = database;
        this.actions = actions;
    }

    /**
     * Adds a revision and the line of the log that tells of it; empty when another one was frozen meanwhile.
     *
     * @param previous hash of the revision it comes after; empty for none
     */
    public Optional<Instant> freeze(
            String period, int revision, String byWhom, String reason, String hash, String previous, byte[] content) {
        return database.inTransaction(() -> {
            Optional<Instant> at = database.sql(
                            "INSERT INTO figure_set (period, revision, by_whom, reason, hash, previous, content)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (period, revision) DO NOTHING RETURNING frozen_at")
                    .params(
                            period,
                            revision,
                            byWhom,
                            reason,
                            HashText.toBytes(hash),
                            previous.isEmpty() ? null : HashText.toBytes(previous),
                            content)
                    .query((row, n) -> Times.read(row, "frozen_at"))
                    .optional();
            at.ifPresent(frozen -> actions.record(
                    byWhom,
                    revision == 1 ? "figures-frozen" : "figures-corrected",
                    period + " revision " + revision,
                    reason));
            return at;
        });
    }

    /** The last revision. */
    public Optional<FrozenFigures> findLast(String period) {
        return database.read(
                () -> database.sql("SELECT * FROM figure_set WHERE period = ? ORDER BY revision DESC LIMIT 1")
                        .param(period)
                        .query((row, n) -> read(row))
                        .optional());
    }

    /** All revisions, the first one first. */
    public List<FrozenFigures> list(String period) {
        return database.read(() -> database.sql("SELECT * FROM figure_set WHERE period = ? ORDER BY revision")
                .param(period)
                .query((row, n) -> read(row))
                .list());
    }

    /** Periods of which there is something, in order. */
    public List<String> listPeriods() {
        return database.read(() -> database.sql("SELECT DISTINCT period FROM figure_set ORDER BY period")
                .query(String.class)
                .list());
    }

    private static FrozenFigures read(ResultSet row) throws SQLException {
        byte[] previous = row.getBytes("previous");
        return new FrozenFigures(
                row.getString("period"),
                row.getInt("revision"),
                Times.read(row, "frozen_at"),
                row.getString("by_whom"),
                row.getString("reason"),
                HexFormat.of().formatHex(row.getBytes("hash")),
                previous == null ? "" : HexFormat.of().formatHex(previous),
                row.getBytes("content"));
    }
}
