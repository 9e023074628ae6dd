package se.knutpunkt.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Role;

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

    /**
     * Records a receipt for the delivery of a message to a unit, once per level. A unit may have the message in several roles: the
     * receipt is for the delivery in the role it speaks in, or for all of the unit's when there is none in that role.
     *
     * @return the receipt of each delivery it is for; empty when the message or delivery is unknown
     */
    public List<ReceiptRow> record(
            UUID messageId, HsaId unit, Role role, ReceiptLevel level, ReceiptCode code, String errorNumber) {
        List<Hint> sent = new ArrayList<>();
        List<ReceiptRow> rows = database.inTransaction(() -> {
            // repeated from the start when the transaction is
            sent.clear();
            return listDeliveries(messageId, unit, role).stream()
                    .map(delivery -> record(delivery, unit, level, code, errorNumber, sent))
                    .toList();
        });
        hints.send(List.copyOf(sent));
        return rows;
    }

    /** All receipts of a message by the hub's id, oldest first. */
    public List<ReceiptRow> list(UUID hubId) {
        return database.read(() -> receipts.list(hubId));
    }

    private ReceiptRow record(
            DeliveryOfMessage delivery,
            HsaId unit,
            ReceiptLevel level,
            ReceiptCode code,
            String errorNumber,
            List<Hint> sent) {
        receipts.writeFor(delivery.hubId(), delivery.id(), unit, level, code, errorNumber)
                .ifPresent(sent::add);
        history.record(delivery.hubId(), delivery.id(), "receipt", level + " " + code);
        return receipts.find(delivery.hubId(), delivery.id(), level).orElseThrow();
    }

    private record DeliveryOfMessage(UUID id, UUID hubId, Role role, boolean inUse) {}

    private List<DeliveryOfMessage> listDeliveries(UUID messageId, HsaId unit, Role role) {
        List<DeliveryOfMessage> found =
                LookBack.widen(days -> listDeliveries(messageId, unit, days), list -> !list.isEmpty());
        List<DeliveryOfMessage> ofTheLast = found.stream()
                .filter(delivery -> delivery.hubId().equals(found.get(0).hubId()))
                .toList();
        List<DeliveryOfMessage> inUse =
                ofTheLast.stream().filter(DeliveryOfMessage::inUse).toList();
        List<DeliveryOfMessage> meant = inUse.isEmpty() ? ofTheLast : inUse;
        List<DeliveryOfMessage> inRole =
                meant.stream().filter(delivery -> delivery.role() == role).toList();
        return inRole.isEmpty() ? meant : inRole;
    }

    private List<DeliveryOfMessage> listDeliveries(UUID messageId, HsaId unit, int days) {
        // The bound of OFFSET keeps the look-up by index, message by message, whatever the planner thinks of small
        // months.
        return database.sql("SELECT d.id, d.hub_id, d.receiver_role, d.in_use FROM message m CROSS JOIN LATERAL ("
                        + "SELECT o.id, o.hub_id, o.receiver_role, o.accepted_at, o.state NOT IN ('SUPERSEDED', 'CANCELLED')"
                        // of what was sent again, the receipt is for the first
                        + " AND o.relation IS DISTINCT FROM 'REPEAT' AS in_use FROM delivery o WHERE o.hub_id = m.hub_id"
                        + " AND o.id >= uuid_at(uuid_time(m.hub_id) - interval '1 day') AND o.kind = 'MESSAGE'"
                        + " AND upper(o.receiver_unit) = upper(?) OFFSET 0) d"
                        + " WHERE m.message_id = ? AND m.state = 'ACCEPTED'" + LookBack.BOUND
                        + " ORDER BY d.accepted_at DESC, d.id")
                .params(unit.value(), messageId, days)
                .query((row, n) -> new DeliveryOfMessage(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        Role.findByCode(row.getString(3)).orElseThrow(),
                        row.getBoolean(4)))
                .list();
    }
}
