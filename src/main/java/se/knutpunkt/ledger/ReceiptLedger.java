package se.knutpunkt.ledger;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;

/**
 * Receipts of all levels. ACCEPTED is written by the intake transaction, RECEIVED with the outcome of a delivery, KVITTENS when the
 * event {@code acknowledgement} is accepted. Where the sender's adapter asks for it, each receipt above ACCEPTED also becomes a
 * delivery of kind RECEIPT in a lane of its own, whose payload is the {@link ReceiptRow} as JSON.
 */
public final class ReceiptLedger {
    private final Database database;
    private final ReceiptRows receipts;
    private final History history;
    private final Hints hints;

    ReceiptLedger(Database database, ReceiptRows receipts, History history, Hints hints) {
        this.database = database;
        this.receipts = receipts;
        this.history = history;
        this.hints = hints;
    }

    /** Records a receipt for the delivery of a message to a unit, once per level; empty when the message or delivery is unknown. */
    public Optional<ReceiptRow> record(
            UUID messageId, HsaId unit, ReceiptLevel level, ReceiptCode code, String errorNumber) {
        record Written(Optional<ReceiptRow> row, List<Hint> hints) {}
        Written written = database.inTransaction(() -> findDelivery(messageId, unit)
                .map(delivery -> {
                    Optional<Hint> hint =
                            receipts.writeFor(delivery.hubId(), delivery.id(), unit, level, code, errorNumber);
                    history.record(delivery.hubId(), delivery.id(), "receipt", level + " " + code);
                    return new Written(
                            receipts.find(delivery.hubId(), delivery.id(), level),
                            hint.stream().toList());
                })
                .orElse(new Written(Optional.empty(), List.of())));
        hints.send(written.hints());
        return written.row();
    }

    /** All receipts of a message by the hub's id, oldest first. */
    public List<ReceiptRow> list(UUID hubId) {
        return database.read(() -> receipts.list(hubId));
    }

    private record DeliveryOfMessage(UUID id, UUID hubId) {}

    private Optional<DeliveryOfMessage> findDelivery(UUID messageId, HsaId unit) {
        return database.sql("SELECT d.id, d.hub_id FROM message m JOIN delivery d ON d.hub_id = m.hub_id"
                        + " WHERE m.message_id = ? AND m.state = 'ACCEPTED' AND d.kind = 'MESSAGE'"
                        + " AND upper(d.receiver_unit) = upper(?) ORDER BY d.accepted_at DESC, d.id LIMIT 1")
                .params(messageId, unit.value())
                .query((row, n) -> new DeliveryOfMessage(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .optional();
    }
}
