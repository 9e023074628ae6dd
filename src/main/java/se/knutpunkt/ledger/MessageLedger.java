package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/** Questions to the ledger about messages; reads only. */
public final class MessageLedger {
    private static final String SELECT = "SELECT m.hub_id, m.message_id, m.episode_id, m.accepted_at, m.state,"
            + " m.sender_message_id, m.answer, m.system_id, m.event_code FROM message m WHERE ";

    private final Database database;
    private final ReceiptRows receipts;

    MessageLedger(Database database, ReceiptRows receipts) {
        this.database = database;
        this.receipts = receipts;
    }

    /** By the hub's id or by MessageHeader.id; of several with the same MessageHeader.id the accepted one, else the last. */
    public Optional<MessageStatus> find(UUID id) {
        return database.read(() -> findByHubId(id).or(() -> findByMessageId(id)));
    }

    /**
     * Deliveries that are still to be made, by receiver system and state, such as {@code municipality-ale -> {READY=12}}. Costs what
     * waits, however much was delivered before.
     */
    public Map<String, Map<String, Long>> countWaiting() {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        database.read(() -> database.sql("SELECT receiver_system, state, count(*) FROM delivery WHERE kind = 'MESSAGE'"
                        + " AND state IN ('READY', 'SENDING', 'HELD') GROUP BY receiver_system, state")
                .query((row, n) -> counts.computeIfAbsent(row.getString(1), system -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)))
                .list());
        return counts;
    }

    private Optional<MessageStatus> findByHubId(UUID id) {
        return database.sql(SELECT + "m.hub_id = ?")
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    private Optional<MessageStatus> findByMessageId(UUID id) {
        return LookBack.widen(
                days -> database.sql(SELECT + "m.message_id = ?" + LookBack.BOUND
                                + " ORDER BY m.accepted_at DESC NULLS LAST, m.received_at DESC LIMIT 1")
                        .params(id, days)
                        .query((row, n) -> read(row))
                        .optional(),
                found -> found.filter(status -> status.receipt().acceptedAt() != null)
                        .isPresent());
    }

    private MessageStatus read(ResultSet row) throws SQLException {
        UUID hubId = row.getObject("hub_id", UUID.class);
        return new MessageStatus(
                MessageRows.readReceipt(row),
                row.getString("system_id"),
                row.getString("event_code"),
                listDeliveries(hubId),
                receipts.list(hubId),
                listHistory(hubId));
    }

    private List<MessageStatus.DeliveryStatus> listDeliveries(UUID hubId) {
        return database.sql(
                        // greatest() passes over what is NULL: a receiver that is neither closed nor broken off
                        "SELECT d.*, CASE WHEN d.state = 'READY' THEN greatest(d.next_attempt, c.open_until,"
                                + " CASE WHEN c.paused THEN c.paused_until END) ELSE d.next_attempt END AS next_chance,"
                                + " NOT d.head AND d.state = 'READY' AND EXISTS (SELECT 1 FROM delivery h"
                                + " WHERE h.order_key = d.order_key AND h.receiver_system = d.receiver_system AND h.state = 'HELD') AS behind"
                                + " FROM delivery d LEFT JOIN control c ON c.system_id = d.receiver_system"
                                + " WHERE d.hub_id = ?" + LookBack.NOT_BEFORE
                                + " AND d.kind = 'MESSAGE' ORDER BY d.receiver_system, d.receiver_unit, d.id")
                .params(hubId, hubId)
                .query((row, n) -> new MessageStatus.DeliveryStatus(
                        row.getObject("id", UUID.class),
                        new Receiver(
                                row.getString("receiver_system"),
                                row.getString("receiver_party"),
                                HsaId.of(row.getString("receiver_unit")),
                                Role.findByCode(row.getString("receiver_role")).orElseThrow()),
                        DeliveryState.valueOf(row.getString("state")),
                        row.getInt("attempts"),
                        Times.read(row, "next_chance"),
                        Times.read(row, "delivered_at"),
                        Objects.requireNonNullElse(row.getString("error_number"), ""),
                        row.getBoolean("behind")))
                .list();
    }

    private List<MessageStatus.HistoryRow> listHistory(UUID hubId) {
        return database.sql("SELECT at, delivery_id, node, step, detail FROM history WHERE hub_id = ? ORDER BY at")
                .param(hubId)
                .query((row, n) -> new MessageStatus.HistoryRow(
                        Times.read(row, "at"),
                        row.getObject("delivery_id", UUID.class),
                        row.getString("node"),
                        row.getString("step"),
                        row.getString("detail")))
                .list();
    }
}
