package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Role;

/** Writes and reads receipts; a receipt above ACCEPTED also becomes a delivery to a sender that wants it pushed. */
final class ReceiptRows {
    static final String COLUMNS = "r.id, r.hub_id, r.about, r.level, r.code, r.error_number, r.unit, r.at,"
            + " (SELECT m.message_id FROM message m WHERE m.hub_id = r.hub_id) AS about_message,"
            + " (SELECT d.receiver_role FROM delivery d WHERE d.id = r.about) AS about_role";

    private final Database database;
    private final Ids ids;

    ReceiptRows(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /** The hub's own answer to a message. */
    void writeAccepted(StatementBatch batch, UUID hubId, ReceiptCode code, String errorNumber) {
        batch.add(
                "INSERT INTO receipt (hub_id, about, id, level, code, error_number) VALUES (?, ?, ?, ?, ?, ?)",
                hubId,
                hubId,
                ids.next(),
                ReceiptLevel.ACCEPTED.name(),
                code.name(),
                errorNumber);
    }

    /**
     * The answer for one delivery; written once per level, later ones are ignored.
     *
     * @return the hint of the delivery that carries it to the sender, where the sender is pushed
     */
    Optional<Hint> writeFor(
            UUID hubId, UUID deliveryId, HsaId unit, ReceiptLevel level, ReceiptCode code, String errorNumber) {
        UUID carrier = ids.next();
        return database.sql("SELECT hinted, system_id, traceparent FROM write_receipt(?, ?, ?, ?, ?, ?, ?, ?)")
                .params(ids.next(), carrier, hubId, deliveryId, level.name(), code.name(), errorNumber, unit.value())
                .query((row, n) -> row.getBoolean("hinted")
                        ? Optional.of(new Hint(carrier, 1, row.getString("system_id"), row.getString("traceparent")))
                        : Optional.<Hint>empty())
                .optional()
                .flatMap(hint -> hint);
    }

    List<ReceiptRow> list(UUID hubId) {
        return database.sql("SELECT " + COLUMNS + " FROM receipt r WHERE r.hub_id = ? ORDER BY r.at, r.id")
                .param(hubId)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<ReceiptRow> find(UUID hubId, UUID about, ReceiptLevel level) {
        return database.sql("SELECT " + COLUMNS + " FROM receipt r WHERE r.hub_id = ? AND r.about = ? AND r.level = ?")
                .params(hubId, about, level.name())
                .query((row, n) -> read(row))
                .optional();
    }

    private static ReceiptRow read(ResultSet row) throws SQLException {
        ReceiptLevel level = ReceiptLevel.valueOf(row.getString("level"));
        String unit = row.getString("unit");
        return new ReceiptRow(
                row.getObject("id", UUID.class),
                row.getObject("hub_id", UUID.class),
                row.getObject("about_message", UUID.class),
                level == ReceiptLevel.ACCEPTED ? null : row.getObject("about", UUID.class),
                level,
                ReceiptCode.valueOf(row.getString("code")),
                row.getString("error_number"),
                unit == null ? null : HsaId.of(unit),
                Role.findByCode(row.getString("about_role")).orElse(null),
                Times.read(row, "at"));
    }
}
