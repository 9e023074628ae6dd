package se.knutpunkt.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.directory.Directory;

/** What is told in HL7 v2 is read back as the same event. */
class Hl7RoundTripTest {

    private final Translator translator = TestConfiguration.translator();
    private final Directory directory = TestConfiguration.directory();
    private TranslateContext context;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a01-with-needs-and-content",
                "a02-transfer",
                "a03-discharge-sent-by-user",
                "a03-deceased",
                "a08-update",
                "a08-reserve-number",
                "a11-cancel-admission",
                "a13-cancel-discharge",
                "a16-discharge-ready",
                "a21-leave",
                "a22-leave-ends",
                "a25-discharge-ready-withdrawn",
                "a52-cancel-leave",
                "a53-cancel-end-of-leave",
                "i12-care-request",
                "s12-invitation",
                "s14-changed",
                "s15-withdrawn"
            })
    void theEventComesBackTheSame(String name) throws IOException {
        context = TestConfiguration.context(
                name.startsWith("s")
                        ? "primary-care-system"
                        : name.startsWith("i") ? "municipality-system" : "hospital-adt");
        ObjectNode bundle = (ObjectNode) new ObjectMapper()
                .readTree(Path.of("test-data/mappings/hl7v2-to-canonical", name, "expected.json")
                        .toFile());

        JsonNode message = translator.fromCanonical("canonical-to-hl7v2", bundle, context, directory);
        byte[] bytes = Codecs.get(Format.HL7_V2).write(message);
        JsonNode read = Codecs.get(Format.HL7_V2).read(bytes, ReadLimits.DEFAULT);
        Translated back = translator.toCanonical("hl7v2-to-canonical", read, context, directory);

        assertThat(back).isInstanceOf(Translated.Canonical.class);
        assertThat(event(((Translated.Canonical) back).bundle())).isEqualTo(event(bundle));
    }

    private JsonNode event(ObjectNode bundle) {
        ObjectNode event = (ObjectNode) translator.fromCanonical("canonical-to-event", bundle, context, directory);
        // MSH-10 names the transmission; the hub keeps which message it was
        return event.remove(List.of("messageId", "transmissionId"));
    }
}
