package se.knutpunkt.receipt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.ReceiptRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;

/** The plain JSON receipt, for systems without FHIR; says the same as {@link ResponseBundle}. */
public final class ReceiptJson {

    private final ErrorTexts texts;

    public ReceiptJson(ErrorTexts texts) {
        this.texts = texts;
    }

    /** The hub's answer at the door. */
    public ObjectNode jsonReceipt(IntakeReceipt receipt, Locale locale) {
        ObjectNode json = start(ReceiptCodes.of(receipt), ReceiptLevel.ACCEPTED);
        json.put("outcome", receipt.outcome().name().toLowerCase(Locale.ROOT));
        put(json, "messageId", receipt.senderMessageId());
        put(json, "hubId", receipt.hubId());
        put(json, "episodeId", receipt.episodeId());
        if (receipt.acceptedAt() != null) {
            json.put("at", ResponseBundle.time(receipt.acceptedAt()));
        }
        json.put("duplicate", receipt.duplicate());
        receivers(json.putArray("receivers"), receipt.receivers());
        receipt.remarks().forEach(json.putArray("remarks")::add);
        errors(json.putArray("errors"), receipt.refusals(), locale);
        return json;
    }

    /** A later receipt, pushed to the sender of the message it concerns, or listed with what became of it. */
    public ObjectNode jsonReceipt(ReceiptRow row, Locale locale) {
        ObjectNode json = start(row.code(), row.level());
        put(json, "receiptId", row.id());
        put(json, "messageId", row.messageId());
        put(json, "hubId", row.hubId());
        put(json, "at", ResponseBundle.time(row.at()));
        put(json, "unit", row.unit());
        put(json, "role", row.role() == null ? null : row.role().code());
        errors(
                json.putArray("errors"),
                row.code() == ReceiptCode.OK ? List.of() : ResponseBundle.refusals(row),
                locale);
        return json;
    }

    /** The errors of a refusal: number, name, place, text and mend, as in every JSON answer of the hub. */
    public void errors(ArrayNode errors, List<Refusal> refusals, Locale locale) {
        for (Refusal refusal : refusals) {
            ErrorCode code = refusal.code();
            ObjectNode error = errors.addObject().put("number", code.number()).put("name", code.name());
            error.put("place", refusal.place());
            error.put("text", Outcomes.sentence(texts.sender(code, locale), refusal.detail()));
            error.put("mend", texts.mend(code, locale));
        }
    }

    private static void receivers(ArrayNode array, List<Receiver> receivers) {
        for (Receiver receiver : receivers) {
            array.addObject()
                    .put("unit", receiver.unit().value())
                    .put("role", receiver.role().code())
                    .put("party", receiver.partyId());
        }
    }

    private static ObjectNode start(ReceiptCode code, ReceiptLevel level) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", code.fhirCode())
                .put("level", level.name().toLowerCase(Locale.ROOT));
    }

    private static void put(ObjectNode json, String name, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            json.put(name, value.toString());
        }
    }
}
