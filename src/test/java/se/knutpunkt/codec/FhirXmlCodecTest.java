package se.knutpunkt.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class FhirXmlCodecTest {

    private final FhirXmlCodec codec = new FhirXmlCodec();

    @Test
    void theTreeIsTheFhirJsonOfTheSameResource() {
        JsonNode tree = read(
                "<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/>"
                        + "<name><family value=\"Öberg\"/><given value=\"Åsa\"/></name><birthDate value=\"1937-04-21\"/></Patient>");

        assertThat(tree)
                .isEqualTo(
                        json(
                                "{\"resourceType\":\"Patient\",\"id\":\"a\",\"name\":[{\"family\":\"Öberg\",\"given\":[\"Åsa\"]}],\"birthDate\":\"1937-04-21\"}"));
    }

    @Test
    void aCanonicalMessageComesBackUnchanged() throws IOException {
        JsonNode message = example();

        assertThat(codec.read(codec.write(message), ReadLimits.DEFAULT)).isEqualTo(message);
    }

    @Test
    void decimalsKeepTheirExactForm() {
        JsonNode observation = json("{\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":1.10}}");

        assertThat(codec.read(codec.write(observation), ReadLimits.DEFAULT)
                        .at("/valueQuantity/value")
                        .decimalValue())
                .hasToString("1.10");
    }

    @Test
    void anUnknownElementIsRefusedWithoutBeingQuoted() {
        HubException refused = catchThrowableOfType(
                HubException.class,
                () -> read("<Patient xmlns=\"http://hl7.org/fhir\"><secret value=\"Ella\"/></Patient>"));

        assertThat(refused.code()).isEqualTo(ErrorCode.UNREADABLE);
        assertThat(refused).hasMessageNotContainingAny("Ella", "secret").hasNoCause();
    }

    /** Found by fuzzing: the JDK's reader has no text for this error, and failed looking for it. */
    @Test
    void aControlCharacterInADoctypeIsRefused() {
        HubException refused = catchThrowableOfType(
                HubException.class,
                () -> read("<!DOCTYPE Patient [<!ENTITY \u0019 SYSTEM \"file:///etc/hostname\">]>"
                        + "<Patient xmlns=\"http://hl7.org/fhir\"><language value=\"&x;\"/></Patient>"));

        assertThat(refused.code()).isEqualTo(ErrorCode.UNREADABLE);
        assertThat(refused).hasMessageNotContaining("hostname").hasNoCause();
    }

    @Test
    void aDoctypeIsRefusedWithItsLine() {
        HubException refused = catchThrowableOfType(
                HubException.class,
                () -> read("<!DOCTYPE Patient>\n<Patient xmlns=\"http://hl7.org/fhir\"><id value=\"a\"/></Patient>"));

        assertThat(refused.code()).isEqualTo(ErrorCode.ENTITIES_FORBIDDEN);
        assertThat(refused.refusal().place()).startsWith("line 1");
    }

    private JsonNode read(String xml) {
        return codec.read(xml.getBytes(UTF_8), ReadLimits.DEFAULT);
    }

    private static JsonNode json(String text) {
        return new FhirJsonCodec().read(text.getBytes(UTF_8), ReadLimits.DEFAULT);
    }

    /** The example of docs/canonical-model.md, which is thereby held to be FHIR. */
    private static JsonNode example() throws IOException {
        Matcher block = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("docs/canonical-model.md")));
        assertThat(block.find()).isTrue();
        return json(block.group(1));
    }
}
