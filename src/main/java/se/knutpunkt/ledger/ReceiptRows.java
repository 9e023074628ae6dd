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
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/** Writes and reads receipts; a receipt above ACCEPTED also becomes a delivery to a sender that wants it pushed. */
final class ReceiptRows {
    static final String COLUMNS = "r.id, r.hub_id, r.about, r.level, r.code, r.error_number, r.unit, r.at,"
            + " (SELECT m.message_id FROM message m WHERE m.hub_id = r.hub_id) AS about_message,"
            + " (SELECT d.receiver_role FROM delivery d WHERE d.id = r.about) AS about_role";

    private final Database database;
    private final Ids ids;
    private final DeliveryRows deliveries;

    ReceiptRows(Database database, Ids ids, DeliveryRows deliveries) {
        this.database = database;
        this.ids = ids;
        this.deliveries = deliveries;
    }

    /** The hub's own answer to a message. */
    void writeAccepted(UUID hubId, ReceiptCode code, String errorNumber) {
        insert(hubId, hubId, ReceiptLevel.ACCEPTED, code, errorNumber, null);
    }

    /**
     * The answer for one delivery; written once per level, later ones are ignored.
     *
     * @return the hint of the delivery that carries it to the sender, where the sender is pushed
     */
    Optional<Hint> writeFor(
            UUID hubId, UUID deliveryId, HsaId unit, ReceiptLevel level, ReceiptCode code, String errorNumber) {
        return insert(hubId, deliveryId, level, code, errorNumber, unit)
                .flatMap(receiptId -> deliverToSender(hubId, receiptId));
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

    Optional<ReceiptRow> find(UUID hubId, UUID receiptId) {
        return database.sql("SELECT " + COLUMNS + " FROM receipt r WHERE r.hub_id = ? AND r.id = ?")
                .params(hubId, receiptId)
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

    private Optional<UUID> insert(
            UUID hubId, UUID about, ReceiptLevel level, ReceiptCode code, String errorNumber, HsaId unit) {
        UUID id = ids.next();
        int written = database.sql("INSERT INTO receipt (hub_id, about, id, level, code, error_number, unit)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(hubId, about, id, level.name(), code.name(), errorNumber, unit == null ? null : unit.value())
                .update();
        return written == 1 ? Optional.of(id) : Optional.empty();
    }

    private Optional<Hint> deliverToSender(UUID hubId, UUID receiptId) {
        return database.sql("SELECT m.system_id, m.sender_unit, m.sender_role, m.traceparent, c.push FROM message m"
                        + " JOIN control c ON c.system_id = m.system_id AND c.push_receipts AND c.channel <> 'none'"
                        + " WHERE m.hub_id = ?")
                .param(hubId)
                .query((row, n) -> deliverTo(hubId, receiptId, row))
                .optional()
                .filter(hint -> hint.enqueueNumber() > 0);
    }

    private Hint deliverTo(UUID hubId, UUID receiptId, ResultSet row) throws SQLException {
        Receiver sender = new Receiver(
                row.getString("system_id"),
                "",
                HsaId.of(row.getString("sender_unit")),
                Role.findByCode(row.getString("sender_role")).orElseThrow());
        return deliveries.writeReceipt(hubId, receiptId, sender, row.getBoolean("push"), row.getString("traceparent"));
    }
}
