package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;

/**
 * One message that is sent again and again, in one format and under ids a test chooses; {@code good} tells whether the hub takes it, and
 * {@code phone} is what of its content may differ.
 */
record RepeatedMessage(
        Format format, String messageId, String transmissionId, String visit, boolean good, String phone) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBER = new AtomicInteger((int) (System.nanoTime() % 1_000_000));

    static RepeatedMessage fresh(Format format, boolean good) {
        return new RepeatedMessage(format, newId(format), newTransmission(format), newVisit(), good, "0322-000000");
    }

    RepeatedMessage withNewMessageId() {
        return new RepeatedMessage(format, newId(format), transmissionId, newVisit(), good, phone);
    }

    RepeatedMessage withNewTransmission() {
        return new RepeatedMessage(format, messageId, newTransmission(format), visit, good, phone);
    }

    /** What was wrong is mended, or what was right is another. */
    RepeatedMessage withOtherContent() {
        return new RepeatedMessage(format, messageId, transmissionId, visit, true, "0322-111111");
    }

    RepeatedMessage in(Format other) {
        return new RepeatedMessage(other, messageId, transmissionId, visit, good, phone);
    }

    /** The message as it goes over the wire. */
    byte[] bytes() {
        return switch (format) {
            case FHIR_JSON -> write(fhir());
            case FHIR_XML -> Codecs.get(Format.FHIR_XML).write(fhir());
            case EVENT_JSON -> write(event());
            case HL7_V2 -> hl7().replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        };
    }

    /** Sends it and gives the answer. */
    RepeatedAnswer send(HubFixture hub) {
        return switch (format) {
            case FHIR_JSON, FHIR_XML ->
                RepeatedAnswer.ofFhir(
                        HttpCall.post(HttpCall.FHIR, hub.token("hospital-group-sas"), format.mediaType(), bytes()),
                        format);
            case EVENT_JSON ->
                RepeatedAnswer.ofJson(HttpCall.post(HttpCall.JSON, hub.token("samsa"), format.mediaType(), bytes()));
            case HL7_V2 -> {
                try (MllpClient client = new MllpClient()) {
                    client.write(MllpClient.frame(bytes()));
                    yield RepeatedAnswer.ofHl7(client.read());
                }
            }
        };
    }

    private ObjectNode fhir() {
        try {
            String text = Files.readString(Path.of("test-data/mappings/fhir-to-canonical/message/input.json"));
            String group = UUID.nameUUIDFromBytes(visit.getBytes(StandardCharsets.UTF_8))
                    .toString()
                    .substring(0, 34);
            ObjectNode bundle =
                    (ObjectNode) JSON.readTree(text.replace("5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c02", messageId)
                            .replace("5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c", group)
                            .replace(
                                    "7d1c5c3e-2f3b-4a59-9d2a-000000000001",
                                    UUID.nameUUIDFromBytes(("episode" + visit).getBytes(StandardCharsets.UTF_8))
                                            .toString())
                            .replace("VT000123", visit)
                            .replace("SE2321000131-SYN000016", "SE2321000131-SYN000013B1")
                            .replace("SE2321000131-SYN000015", "SE2321000131-SYN000012")
                            .replace("SE2321000131-SYNH100", "SE2321000131-SYNSASPLAN")
                            .replace("0322-000000", phone));
            bundle.put("id", transmissionId);
            if (!good) {
                ((ObjectNode) bundle.at("/entry/0/resource/eventCoding")).put("code", "no-such-event");
            } else if (!phone.equals("0322-000000")) {
                ((ObjectNode) bundle.at("/entry/0/resource/source")).put("software", phone);
            }
            return bundle;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private ObjectNode event() {
        try {
            ObjectNode event =
                    (ObjectNode) JSON.readTree(Files.readString(Path.of("test-data/bad-input/good/input.json"))
                            .replace("@NOW@", "2026-11-02T08:40:00+01:00")
                            .replace("@TOMORROW@", "2026-11-05T08:40:00+01:00")
                            .replace("VT@NUMBER@", visit));
            event.put("messageId", messageId).put("transmissionId", transmissionId);
            ((ObjectNode) event.path("episode"))
                    .put(
                            "id",
                            UUID.nameUUIDFromBytes(("episode" + visit).getBytes(StandardCharsets.UTF_8))
                                    .toString());
            ((ObjectNode) event.path("content")).put("contactPhone", phone);
            if (!good) {
                event.put("event", "no-such-event");
            }
            return event;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String hl7() {
        String happened = "20261102084000+0100";
        return "MSH|^~\\&|SYNTH|SE2321000131-SYNH100|KNUTPUNKT|VGR|" + transmissionId + "||ADT^A01|" + messageId
                + "|P|2.5||||||UNICODE UTF-8\n"
                + "EVN|A01|" + happened + "\n"
                + "PID|1||" + (good ? "193704219124" : "193704219125")
                + "^^^SKV^NNSWE||Ek^Ella^^^^^L||19370421|F|||Storgatan 1^^Nödinge^^44930^SWE^H^^1440\n"
                + "PV1|1|I|A1^R3^S1^SE2321000131-SYNH100||||||||||||||||" + visit
                + "^^^LOKAL^VN|||||||||||||||||||||||||" + happened + "\n"
                + "PV2|||||||||" + (phone.endsWith("000000") ? "20261105" : "20261106") + "\n"
                + "ZVG|1|inskrivning|SIP:J|1440\n";
    }

    private static byte[] write(ObjectNode tree) {
        try {
            return JSON.writeValueAsBytes(tree);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String newId(Format format) {
        return format == Format.HL7_V2
                ? "R" + NUMBER.incrementAndGet()
                : UUID.randomUUID().toString();
    }

    /** HL7 has none; MSH-7 is what differs between two transmissions. */
    private static String newTransmission(Format format) {
        return format == Format.HL7_V2
                ? DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx")
                        .format(OffsetDateTime.of(2026, 11, 2, 9, 0, 0, 0, java.time.ZoneOffset.ofHours(1))
                                .plusSeconds(NUMBER.incrementAndGet() % 3600))
                : UUID.randomUUID().toString();
    }

    private static String newVisit() {
        return "VTR" + NUMBER.incrementAndGet();
    }

    static List<Format> formats() {
        return List.of(Format.FHIR_JSON, Format.FHIR_XML, Format.EVENT_JSON, Format.HL7_V2);
    }
}
