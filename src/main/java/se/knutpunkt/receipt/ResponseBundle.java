package se.knutpunkt.receipt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.ReceiptRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/**
 * The FHIR response message: {@code MessageHeader.response} names the message answered and the code, its extensions the level, the
 * unit, the time and the episode; an OperationOutcome follows when the answer is not ok or there is something to remark.
 */
public final class ResponseBundle {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Pattern FHIR_ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");

    private final Ids ids;
    private final Clock clock;
    private final String endpoint;
    private final Outcomes outcomes;

    /** @param endpoint what the hub calls itself in MessageHeader.source */
    public ResponseBundle(Ids ids, Clock clock, String endpoint, Outcomes outcomes) {
        this.ids = ids;
        this.clock = clock;
        this.endpoint = endpoint;
        this.outcomes = outcomes;
    }

    /** The hub's answer at the door. */
    public ObjectNode fhirResponse(IntakeReceipt receipt, Locale locale) {
        ReceiptCode code = ReceiptCodes.of(receipt);
        ObjectNode bundle = bundle(ids.next());
        ObjectNode header = header(bundle, ids.next());
        ObjectNode response = response(header, receipt.senderMessageId(), code, ReceiptLevel.ACCEPTED);
        ArrayNode extensions = (ArrayNode) response.path("extension");
        if (receipt.hubId() != null) {
            extension(extensions, Fhir.HUB_ID).put("valueUuid", "urn:uuid:" + receipt.hubId());
        }
        if (receipt.acceptedAt() != null) {
            extension(extensions, Fhir.RECEIPT_AT).put("valueInstant", time(receipt.acceptedAt()));
        }
        if (receipt.episodeId() != null) {
            extension(extensions, Fhir.RECEIPT_EPISODE)
                    .putObject("valueIdentifier")
                    .put("system", Fhir.EPISODE_IDENTIFIER)
                    .put("value", receipt.episodeId().toString());
        }
        receipt.receivers().forEach(receiver -> unit(extensions, receiver.unit(), receiver.role()));
        if (code != ReceiptCode.OK || receipt.duplicate() || !receipt.remarks().isEmpty()) {
            details(
                    bundle,
                    response,
                    outcomes.operationOutcome(receipt.refusals(), receipt.remarks(), receipt.duplicate(), locale));
        }
        return bundle;
    }

    /** A later receipt, pushed to the sender of the message it concerns; the row's id is the id of the receipt message. */
    public ObjectNode fhirResponse(ReceiptRow row, Locale locale) {
        ObjectNode bundle = bundle(ids.next());
        ObjectNode header = header(bundle, row.id());
        ObjectNode response = response(header, String.valueOf(row.messageId()), row.code(), row.level());
        ArrayNode extensions = (ArrayNode) response.path("extension");
        extension(extensions, Fhir.HUB_ID).put("valueUuid", "urn:uuid:" + row.hubId());
        extension(extensions, Fhir.RECEIPT_AT).put("valueInstant", time(row.at()));
        if (row.unit() != null) {
            unit(extensions, row.unit(), row.role());
        }
        if (row.code() != ReceiptCode.OK) {
            details(bundle, response, outcomes.operationOutcome(refusals(row), List.of(), false, locale));
        }
        return bundle;
    }

    private ObjectNode bundle(UUID id) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("resourceType", "Bundle").put("id", id.toString()).put("type", "message");
        bundle.put("timestamp", time(clock.instant()));
        bundle.putArray("entry");
        return bundle;
    }

    private ObjectNode header(ObjectNode bundle, UUID id) {
        ObjectNode header = resource(bundle, id, "MessageHeader");
        header.putObject("eventCoding").put("system", Fhir.EVENT).put("code", Fhir.RECEIPT_EVENT);
        header.putObject("source").put("endpoint", endpoint);
        return header;
    }

    private static ObjectNode response(ObjectNode header, String messageId, ReceiptCode code, ReceiptLevel level) {
        ObjectNode response = header.putObject("response");
        extension(response.putArray("extension"), Fhir.RECEIPT_LEVEL)
                .put("valueCode", level.name().toLowerCase(Locale.ROOT));
        // response.identifier is required and has the form of a FHIR id; a message without a readable one still gets
        // its answer
        boolean named = messageId != null && FHIR_ID.matcher(messageId).matches();
        response.put("identifier", named ? messageId : "unknown").put("code", code.fhirCode());
        return response;
    }

    private void details(ObjectNode bundle, ObjectNode response, ObjectNode outcome) {
        UUID id = ids.next();
        resource(bundle, id, "OperationOutcome").setAll(outcome.put("id", id.toString()));
        response.putObject("details").put("reference", "urn:uuid:" + id);
    }

    private static ObjectNode resource(ObjectNode bundle, UUID id, String type) {
        ObjectNode entry = ((ArrayNode) bundle.path("entry")).addObject().put("fullUrl", "urn:uuid:" + id);
        return entry.putObject("resource").put("resourceType", type).put("id", id.toString());
    }

    private static ObjectNode extension(ArrayNode extensions, String url) {
        return extensions.addObject().put("url", url);
    }

    /** The role stands on the unit it belongs to: a unit with several has the message once in each. */
    private static void unit(ArrayNode extensions, HsaId unit, Role role) {
        ObjectNode identifier = extension(extensions, Fhir.RECEIPT_UNIT).putObject("valueIdentifier");
        if (role != null) {
            extension(identifier.putArray("extension"), Fhir.RECEIVER_ROLE).put("valueCode", role.code());
        }
        identifier.put("system", HsaId.FHIR_SYSTEM).put("value", unit.value());
    }

    static List<Refusal> refusals(ReceiptRow row) {
        ErrorCode error = ErrorCode.findByNumber(row.errorNumber()).orElse(ErrorCode.INTERNAL);
        return List.of(Refusal.of(error, ""));
    }

    static String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.MICROS).atZone(ZONE).toOffsetDateTime());
    }
}
