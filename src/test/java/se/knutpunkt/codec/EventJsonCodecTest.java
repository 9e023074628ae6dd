package se.knutpunkt.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class EventJsonCodecTest {

    @Test
    void whatIsReadIsWrittenBackTheSame() {
        String json =
                "{\"messageId\":\"5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c02\",\"content\":{\"needs\":[\"lss\"],\"x\":null}}";
        EventJsonCodec codec = new EventJsonCodec();

        JsonNode tree = codec.read(json.getBytes(UTF_8), ReadLimits.DEFAULT);

        assertThat(new String(codec.write(tree), UTF_8)).isEqualTo(json);
    }

    @Test
    void everyFormatHasItsOwnCodec() {
        for (Format format : Format.values()) {
            assertThat(Codecs.get(format).format()).isEqualTo(format);
        }
    }
}
