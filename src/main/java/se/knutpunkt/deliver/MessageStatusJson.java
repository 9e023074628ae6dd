package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import se.knutpunkt.ledger.MessageStatus;
import se.knutpunkt.ledger.MessageStatus.DeliveryStatus;
import se.knutpunkt.ledger.ReceiptRow;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.receipt.ReceiptJson;

/**
 * What became of a message, for one of its parties: the sender sees every receiver, a receiver only itself. The three levels of
 * receipts stand apart.
 */
public final class MessageStatusJson {

    private final ReceiptJson receipts;

    public MessageStatusJson(ReceiptJson receipts) {
        this.receipts = receipts;
    }

    /** True when {@code systemId} sent the message or receives it. */
    static boolean concerns(MessageStatus status, String systemId) {
        return status.systemId().equals(systemId)
                || status.deliveries().stream()
                        .anyMatch(delivery -> delivery.receiver().systemId().equals(systemId));
    }

    ObjectNode write(MessageStatus status, String systemId, Locale locale) {
        boolean sender = status.systemId().equals(systemId);
        List<DeliveryStatus> deliveries = status.deliveries().stream()
                .filter(delivery -> sender || delivery.receiver().systemId().equals(systemId))
                .toList();
        Set<UUID> own = deliveries.stream().map(DeliveryStatus::deliveryId).collect(Collectors.toSet());
        ObjectNode json = receipts.jsonReceipt(status.receipt(), locale);
        if (!sender) {
            json.remove(List.of("receivers", "remarks", "errors"));
        }
        json.put("event", status.eventCode());
        ArrayNode array = json.putArray("deliveries");
        deliveries.forEach(delivery -> delivery(array.addObject(), delivery));
        ObjectNode levels = json.putObject("receipts");
        for (ReceiptLevel level : ReceiptLevel.values()) {
            ArrayNode rows = levels.putArray(level.name().toLowerCase(Locale.ROOT));
            status.receipts().stream()
                    .filter(row -> row.level() == level && (sender || isOwn(row, own)))
                    .forEach(row -> rows.add(receipts.jsonReceipt(row, locale)));
        }
        ArrayNode history = json.putArray("history");
        status.history().stream()
                .filter(row -> sender || own.contains(row.deliveryId()))
                .forEach(row -> history(history.addObject(), row));
        return json;
    }

    private static boolean isOwn(ReceiptRow row, Set<UUID> own) {
        return row.deliveryId() == null || own.contains(row.deliveryId());
    }

    private static void delivery(ObjectNode json, DeliveryStatus delivery) {
        json.put("deliveryId", delivery.deliveryId().toString());
        json.put("unit", delivery.receiver().unit().value());
        json.put("role", delivery.receiver().role().code());
        json.put("party", delivery.receiver().partyId());
        json.put("state", delivery.state().name().toLowerCase(Locale.ROOT));
        json.put("attempts", delivery.attempts());
        put(json, "nextAttempt", delivery.nextAttempt());
        put(json, "deliveredAt", delivery.deliveredAt());
        if (delivery.errorNumber() != null && !delivery.errorNumber().isEmpty()) {
            json.put("error", delivery.errorNumber());
        }
        if (delivery.behindHeldHead()) {
            json.put("behindHeldHead", true);
        }
    }

    private static void history(ObjectNode json, MessageStatus.HistoryRow row) {
        put(json, "at", row.at());
        json.put("step", row.step());
        json.put("detail", row.isDetailInternal() ? "" : row.detail());
        if (row.deliveryId() != null) {
            json.put("deliveryId", row.deliveryId().toString());
        }
    }

    private static void put(ObjectNode json, String name, Instant at) {
        if (at != null) {
            json.put(name, at.toString());
        }
    }
}
