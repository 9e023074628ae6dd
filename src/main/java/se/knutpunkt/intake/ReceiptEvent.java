package se.knutpunkt.intake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.ledger.ReceiptLedger;
import se.knutpunkt.ledger.ReferencedMessage;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/**
 * A message that is itself a receipt: what a person acknowledged, or what a receiving system says later. Which events are such
 * stands in the catalogue, as an action.
 */
final class ReceiptEvent {

    private static final Map<String, ReceiptLevel> LEVELS =
            Map.of("record-kvittens", ReceiptLevel.KVITTENS, "record-receipt", ReceiptLevel.RECEIVED);

    private static final String REFERENCE = "MessageHeader.extension(references-message)";
    private static final String SENDER_ROLE = "MessageHeader.sender.extension[sender-role]";

    private ReceiptEvent() {}

    static Optional<ReceiptLevel> findLevel(EventType type, CanonicalMessage message) {
        return type.effect(message.kind()).actions().stream()
                .filter(LEVELS::containsKey)
                .map(LEVELS::get)
                .findFirst();
    }

    /**
     * Why nobody asked for this receipt; empty when somebody did. A kvittens is a person's in one role: where the unit has the message
     * in several, it must be said for which.
     */
    static Optional<Refusal> findRefusal(
            ReceiptLevel level, HsaId sender, Role senderRole, Optional<ReferencedMessage> reference) {
        if (reference.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.UNRESOLVED_REFERENCE, REFERENCE));
        }
        List<Role> roles = reference.get().receivers().stream()
                .filter(receiver -> receiver.unit().equals(sender))
                .map(Receiver::role)
                .toList();
        if (roles.isEmpty()) {
            return Optional.of(Refusal.of(ErrorCode.NOT_A_PARTICIPANT, REFERENCE));
        }
        if (level == ReceiptLevel.KVITTENS && roles.size() > 1 && !roles.contains(senderRole)) {
            String codes = roles.stream().map(Role::code).collect(Collectors.joining(", "));
            return Optional.of(new Refusal(ErrorCode.NOT_A_PARTICIPANT, SENDER_ROLE, "received it as: " + codes));
        }
        return Optional.empty();
    }

    /** Records it; repeating it is harmless, so that it is also done for a repetition whose first answer was lost. */
    static void record(
            ReceiptLevel level, CanonicalMessage message, HsaId sender, Role senderRole, ReceiptLedger receipts) {
        ReceiptCode code = level == ReceiptLevel.KVITTENS ? ReceiptCode.OK : code(message.content("receiptCode"));
        String error = code == ReceiptCode.OK ? "" : ErrorCode.RECEIVER_REFUSED.number();
        message.findReference()
                .ifPresent(reference -> receipts.record(reference, sender, senderRole, level, code, error));
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
