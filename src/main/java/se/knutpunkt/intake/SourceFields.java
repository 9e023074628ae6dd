package se.knutpunkt.intake;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import se.knutpunkt.codec.Format;

/**
 * Where each format keeps its ids, and which of its fields change when the same message is sent again (domain 6.3): these are no
 * part of the content that is compared.
 *
 * @param messageId the message's own id
 * @param messageIdPlace the same as a sender knows it
 * @param transmissionId the id of this transmission; null when the format has none
 * @param event the event, in the format's own terms
 * @param day a time whose day makes the message id unique where ids are used again; null where they are not
 * @param changing what differs between two transmissions of one message
 */
record SourceFields(
        JsonPointer messageId,
        String messageIdPlace,
        JsonPointer transmissionId,
        JsonPointer event,
        JsonPointer day,
        List<JsonPointer> changing) {

    private static final SourceFields FHIR = new SourceFields(
            JsonPointer.compile("/entry/0/resource/id"),
            "MessageHeader.id",
            JsonPointer.compile("/id"),
            JsonPointer.compile("/entry/0/resource/eventCoding/code"),
            null,
            pointers("/id", "/timestamp", "/meta/lastUpdated", "/meta/versionId"));

    private static final SourceFields EVENT = new SourceFields(
            JsonPointer.compile("/messageId"),
            "messageId",
            JsonPointer.compile("/transmissionId"),
            JsonPointer.compile("/event"),
            null,
            pointers("/transmissionId", "/sentAt"));

    // MSH-7 time, MSH-13 sequence number, MSH-14 continuation: set anew by the sending interface
    private static final SourceFields HL7 = new SourceFields(
            JsonPointer.compile("/MSH/0/10/0/1"),
            "MSH-10",
            null,
            JsonPointer.compile("/MSH/0/9/0/2"),
            JsonPointer.compile("/MSH/0/7/0/1"),
            pointers("/MSH/0/7", "/MSH/0/13", "/MSH/0/14"));

    private static final Map<Format, SourceFields> BY_FORMAT = new EnumMap<>(
            Map.of(Format.FHIR_JSON, FHIR, Format.FHIR_XML, FHIR, Format.EVENT_JSON, EVENT, Format.HL7_V2, HL7));

    static SourceFields of(Format format) {
        return BY_FORMAT.get(format);
    }

    String readMessageId(JsonNode tree) {
        return tree.at(messageId).asText();
    }

    String readTransmissionId(JsonNode tree) {
        return transmissionId == null ? "" : tree.at(transmissionId).asText();
    }

    String readEvent(JsonNode tree) {
        return tree.at(event).asText();
    }

    /** The eight digits of the day, or an empty string. */
    String readDay(JsonNode tree) {
        String time = day == null ? "" : tree.at(day).asText();
        return time.length() >= 8 ? time.substring(0, 8) : "";
    }

    private static List<JsonPointer> pointers(String... pointers) {
        return List.of(pointers).stream().map(JsonPointer::compile).toList();
    }
}
