package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.Receiver;

/**
 * What became of a message; no content.
 *
 * @param receipt the hub's answer to it
 * @param systemId the system that sent it
 * @param eventCode its event; empty when it could not be read
 * @param deliveries where it went
 * @param receipts receipts of all levels, oldest first
 * @param history what happened, oldest first
 */
public record MessageStatus(
        IntakeReceipt receipt,
        String systemId,
        String eventCode,
        List<DeliveryStatus> deliveries,
        List<ReceiptRow> receipts,
        List<HistoryRow> history) {

    /** One delivery. */
    public record DeliveryStatus(
            UUID deliveryId,
            Receiver receiver,
            DeliveryState state,
            int attempts,
            Instant nextAttempt,
            Instant deliveredAt,
            String errorNumber,
            boolean behindHeldHead) {}

    /** One line of the history. */
    public record HistoryRow(Instant at, UUID deliveryId, String node, String step, String detail) {

        /** True where the detail says which person did it and why, which parties are not told. */
        public boolean isDetailInternal() {
            return History.BY_PERSONS.contains(step);
        }
    }
}
