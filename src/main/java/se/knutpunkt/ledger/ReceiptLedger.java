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

    /** Records a receipt for the delivery of a message to a unit, once per level; empty when the message or delivery is unknown. */
    public Optional<ReceiptRow> record(
            UUID messageId, HsaId unit, ReceiptLevel level, ReceiptCode code, String errorNumber) {
        throw new UnsupportedOperationException();
    }

    /** All receipts of a message by the hub's id, oldest first. */
    public List<ReceiptRow> list(UUID hubId) {
        throw new UnsupportedOperationException();
    }
}
