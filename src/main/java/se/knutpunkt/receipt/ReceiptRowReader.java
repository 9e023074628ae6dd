package se.knutpunkt.receipt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import se.knutpunkt.ledger.ReceiptRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Role;

/** Reads the payload of a delivery of kind RECEIPT: a {@link ReceiptRow} as JSON, names as in the record. */
public final class ReceiptRowReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ReceiptRowReader() {}

    /** @throws HubException PAYLOAD_UNREADABLE when it is no receipt */
    public static ReceiptRow read(byte[] payload) {
        try {
            JsonNode json = JSON.readTree(payload);
            String unit = json.path("unit").asText("");
            return new ReceiptRow(
                    UUID.fromString(json.path("id").asText()),
                    UUID.fromString(json.path("hubId").asText()),
                    UUID.fromString(json.path("messageId").asText()),
                    json.hasNonNull("deliveryId")
                            ? UUID.fromString(json.path("deliveryId").asText())
                            : null,
                    ReceiptLevel.valueOf(json.path("level").asText()),
                    ReceiptCode.valueOf(json.path("code").asText()),
                    json.path("errorNumber").asText(""),
                    HsaId.find(unit).orElse(null),
                    json.hasNonNull("role") ? Role.valueOf(json.path("role").asText()) : null,
                    Instant.parse(json.path("at").asText()));
        } catch (IOException | IllegalArgumentException | DateTimeParseException unreadable) {
            throw new HubException(ErrorCode.PAYLOAD_UNREADABLE, "receipt", "");
        }
    }
}
