package se.knutpunkt.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

class FhirJsonCodecTest {

    private final FhirJsonCodec codec = new FhirJsonCodec();

    @Test
    void numbersKeepTheirExactForm() {
        JsonNode tree = read("{\"a\":1.10,\"b\":12345678901234567890,\"c\":0.1000000000000000000000001,\"d\":7}");

        assertThat(tree.path("a").decimalValue()).hasToString("1.10");
        assertThat(new String(codec.write(tree), UTF_8))
                .isEqualTo("{\"a\":1.10,\"b\":12345678901234567890,\"c\":0.1000000000000000000000001,\"d\":7}");
    }

    @Test
    void swedishLettersAndCharactersBeyondTheFirstPlaneAreKept() {
        String json = "{\"name\":\"Åsa Öberg Zoë Łukasz 😀\"}";

        assertThat(new String(codec.write(read(json)), UTF_8)).isEqualTo(json);
    }

    @Test
    void aByteOrderMarkIsLeftOut() {
        assertThat(read("\uFEFF{\"a\":true}").path("a").asBoolean()).isTrue();
    }

    @Test
    void aDuplicateKeyIsRefusedWithItsPointer() {
        HubException refused = refused("{\"entry\":[{\"resource\":{\"id\":\"1\",\"id\":\"2\"}}]}");

        assertThat(refused.code()).isEqualTo(ErrorCode.DUPLICATE_KEY);
        assertThat(refused.refusal().place()).startsWith("/entry/0/resource/id (line 1 column");
    }

    @Test
    void theEqualKeyInTwoObjectsIsNoDuplicate() {
        assertThat(read("{\"a\":{\"id\":1},\"b\":{\"id\":2}}")
                        .path("b")
                        .path("id")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aPlaceNeverQuotesANameThatCouldBeContent() {
        HubException refused = refused("{\"19370421-9124 Ella\":{\"a\":1,\"a\":2}}");

        assertThat(refused.getMessage())
                .doesNotContain("Ella")
                .doesNotContain("1937")
                .contains("/?/a");
    }

    @Test
    void depthIsBoundedByTheLimitOfTheReader() {
        byte[] threeLevels = "{\"a\":{\"b\":{}}}".getBytes(UTF_8);

        assertThat(codec.read(threeLevels, new ReadLimits(1000, 3, "UTF-8"))).isNotNull();
        HubException refused = catchThrowableOfType(
                HubException.class, () -> codec.read(threeLevels, new ReadLimits(1000, 2, "UTF-8")));
        assertThat(refused.code()).isEqualTo(ErrorCode.TOO_DEEP);
    }

    @Test
    void aMessageBeyondTheLimitIsTooLarge() {
        HubException refused = catchThrowableOfType(
                HubException.class, () -> codec.read("{\"a\":1}".getBytes(UTF_8), new ReadLimits(6, 64, "UTF-8")));

        assertThat(refused.code()).isEqualTo(ErrorCode.TOO_LARGE);
        assertThat(refused.refusal().detail()).isEqualTo("at most 6 bytes");
    }

    @Test
    void invalidUtf8IsRefusedWithItsOffset() {
        HubException refused = catchThrowableOfType(
                HubException.class,
                () -> codec.read(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xE5, '"', '}'}, ReadLimits.DEFAULT));

        assertThat(refused.code()).isEqualTo(ErrorCode.WRONG_CHARSET);
        assertThat(refused.refusal().place()).isEqualTo("byte 6");
    }

    private JsonNode read(String json) {
        return codec.read(json.getBytes(UTF_8), ReadLimits.DEFAULT);
    }

    private HubException refused(String json) {
        return catchThrowableOfType(HubException.class, () -> read(json));
    }
}
