package se.knutpunkt.operate.own;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.Role;

/** A message about nobody: an admission notice for a test identity, whose name and tag say that it is a test. */
final class TestMessage {

    static final String EVENT = "admission-notice";
    static final String PERSON_SYSTEM = "http://electronichealth.se/identifier/personnummer";
    static final String PERSON = "193704219124";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneId.of("Europe/Stockholm"));

    private TestMessage() {}

    /** As a canonical Bundle. */
    static ObjectNode write(
            UUID messageId, UUID transmissionId, Unit receiver, Role role, String municipality, Instant now) {
        try (InputStream template = TestMessage.class.getResourceAsStream("test-message.json")) {
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${messageId}", messageId.toString())
                    .replace("${transmissionId}", transmissionId.toString())
                    .replace("${unit}", receiver.hsaId().value())
                    .replace("${role}", role.code())
                    .replace("${municipality}", municipality)
                    .replace("${now}", TIME.format(now));
            return (ObjectNode) JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
