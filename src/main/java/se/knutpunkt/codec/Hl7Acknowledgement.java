package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Refusal;

/** Writes ACK messages: MSH with sender and receiver turned round, MSA, and one ERR per refusal. Never holds content of the message. */
public final class Hl7Acknowledgement {

    /** A refusal with its text for the sender. */
    public record Line(Refusal refusal, String text) {}

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").withZone(ZoneId.of("Europe/Stockholm"));
    private static final Map<String, String> TABLE_0357 = Map.ofEntries(
            Map.entry("0", "Message accepted"),
            Map.entry("100", "Segment sequence error"),
            Map.entry("101", "Required field missing"),
            Map.entry("102", "Data type error"),
            Map.entry("103", "Table value not found"),
            Map.entry("200", "Unsupported message type"),
            Map.entry("201", "Unsupported event code"),
            Map.entry("202", "Unsupported processing id"),
            Map.entry("203", "Unsupported version id"),
            Map.entry("204", "Unknown key identifier"),
            Map.entry("205", "Duplicate key identifier"),
            Map.entry("207", "Application internal error"));

    private Hl7Acknowledgement() {}

    /**
     * The ACK as bytes, without framing, in the charset of the request when it can hold the texts, else in UTF-8.
     *
     * @param request the header of what is answered; {@link Hl7Header#NONE} when it could not be read
     * @param code MSA-1: AA, AE, AR, CA, CE or CR
     * @param controlId MSH-10 of the acknowledgement itself
     * @param defaultCharset charset of the connection, for a request that names none; empty for UTF-8
     * @param lines what is refused; empty for a positive answer
     */
    public static byte[] write(
            Hl7Header request, String code, String controlId, Instant at, String defaultCharset, List<Line> lines) {
        String asked = request.charset().isEmpty()
                ? Optional.ofNullable(defaultCharset).orElse("")
                : request.charset();
        Hl7v2Codec codec = new Hl7v2Codec();
        if (Hl7Charsets.find(asked, "").filter(StandardCharsets.UTF_8::equals).isEmpty()) {
            try {
                return codec.write(tree(request, code, controlId, at, asked, lines));
            } catch (HubException textDoesNotFit) {
                // an unknown charset, or Swedish letters in ASCII: UTF-8, and MSH-18 says so
            }
        }
        return codec.write(tree(request, code, controlId, at, Hl7Charsets.UTF_8, lines));
    }

    private static ObjectNode tree(
            Hl7Header request, String code, String controlId, Instant at, String charset, List<Line> lines) {
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("separators", Hl7Separators.USUAL.text());
        ArrayNode order = message.putArray("order").add("MSH").add("MSA");
        String version = Hl7v2Codec.isSupportedVersion(request.version()) ? request.version() : "2.5";
        ObjectNode header = message.putArray("MSH").addObject();
        copy(request, 5, header, 3);
        copy(request, 6, header, 4);
        copy(request, 3, header, 5);
        copy(request, 4, header, 6);
        put(header, 7, TIME.format(at));
        put(header, 9, "ACK", request.trigger(), "ACK");
        put(header, 10, controlId);
        put(header, 11, request.processingId().isEmpty() ? "P" : request.processingId());
        put(header, 12, version);
        put(header, 18, charset);
        ObjectNode msa = message.putArray("MSA").addObject();
        put(msa, 1, code);
        put(msa, 2, request.controlId());
        boolean old = version.compareTo("2.5") < 0;
        if (!lines.isEmpty()) {
            Refusal first = lines.get(0).refusal();
            // withdrawn in 2.7, read by nearly all
            put(msa, 3, first.code().number() + " " + lines.get(0).text());
            ArrayNode errors = message.putArray("ERR");
            for (Line line : lines) {
                order.add("ERR");
                ObjectNode error = errors.addObject();
                if (old) {
                    oldError(error, line);
                } else {
                    error(error, line);
                }
            }
        }
        return message;
    }

    private static void error(ObjectNode error, Line line) {
        Refusal refusal = line.refusal();
        String number = refusal.code().hl7ErrorCode();
        put(error, 2, Hl7Place.toErl(refusal.place()));
        put(error, 3, number, TABLE_0357.getOrDefault(number, ""), "HL70357");
        put(error, 4, "E");
        put(error, 5, refusal.code().number(), refusal.code().name(), "KNUTPUNKT");
        put(error, 7, (refusal.place() + " " + refusal.detail()).strip());
        put(error, 8, line.text());
    }

    /** ERR-1 as it was before 2.5: the place and the code in one field. */
    private static void oldError(ObjectNode error, Line line) {
        String[] place = Hl7Place.toErl(line.refusal().place());
        String number = line.refusal().code().hl7ErrorCode();
        put(
                error,
                1,
                place.length > 0 ? place[0] : "",
                place.length > 1 ? place[1] : "",
                place.length > 2 ? place[2] : "");
        ObjectNode field = (ObjectNode) error.withArray("/1").path(0);
        if (field.isMissingNode()) {
            field = error.withArray("/1").addObject();
        }
        field.put("4", number).put("4.2", line.text());
    }

    private static void copy(Hl7Header request, int from, ObjectNode header, int to) {
        if (!request.field(from).isMissingNode()) {
            header.set(Integer.toString(to), request.field(from));
        }
    }

    private static void put(ObjectNode segment, int field, String... components) {
        ObjectNode repetition = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < components.length; i++) {
            if (!components[i].isEmpty()) {
                repetition.put(Integer.toString(i + 1), components[i]);
            }
        }
        if (!repetition.isEmpty()) {
            segment.putArray(Integer.toString(field)).add(repetition);
        }
    }
}
