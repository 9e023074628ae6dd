package se.knutpunkt.intake;

import java.util.Map;
import java.util.Optional;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.ledger.ReceiptLedger;
import se.knutpunkt.ledger.ReferencedMessage;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Refusal;

/**
 * A message that is itself a receipt: what a person acknowledged, or what a receiving system says later. Which events are such
 * stands in the catalogue, as an action.
 */
final class ReceiptEvent {

    private static final Map<String, ReceiptLevel> LEVELS =
            Map.of("record-kvittens", ReceiptLevel.KVITTENS, "record-receipt", ReceiptLevel.RECEIVED);

    private ReceiptEvent() {}

    static Optional<ReceiptLevel> findLevel(EventType type, CanonicalMessage message) {
        return type.effect(message.kind()).actions().stream()
                .filter(LEVELS::containsKey)
                .map(LEVELS::get)
                .findFirst();
    }

    /** Why nobody asked for this receipt; empty when somebody did. */
    static Optional<Refusal> findRefusal(HsaId sender, Optional<ReferencedMessage> reference) {
        String place = "MessageHeader.extension(references-message)";
        if (reference.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.UNRESOLVED_REFERENCE, place));
        }
        boolean received = reference.get().receivers().stream()
                .anyMatch(receiver -> receiver.unit().equals(sender));
        return received ? Optional.empty() : Optional.of(Refusal.of(ErrorCode.NOT_A_PARTICIPANT, place));
    }

    /** Records it; repeating it is harmless, so that it is also done for a repetition whose first answer was lost. */
    static void record(ReceiptLevel level, CanonicalMessage message, HsaId sender, ReceiptLedger receipts) {
        ReceiptCode code = level == ReceiptLevel.KVITTENS ? ReceiptCode.OK : code(message.content("receiptCode"));
        String error = code == ReceiptCode.OK ? "" : ErrorCode.RECEIVER_REFUSED.number();
        message.findReference().ifPresent(reference -> receipts.record(reference, sender, level, code, error));
    }

    private static ReceiptCode code(String text) {
        for (ReceiptCode code : ReceiptCode.values()) {
            if (code.fhirCode().equals(text)) {
                return code;
            }
        }
        return ReceiptCode.FATAL_ERROR;
    }
}
