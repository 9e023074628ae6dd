package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;

class ContentHashTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aSecondTransmissionHasTheSameContent() throws Exception {
        String first = content(Format.EVENT_JSON, "{'messageId':'m','transmissionId':'1','sentAt':'a','event':'e'}");
        String second = content(Format.EVENT_JSON, "{'event':'e','sentAt':'b','transmissionId':'2','messageId':'m'}");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void aChangedValueIsOtherContent() throws Exception {
        assertThat(content(Format.EVENT_JSON, "{'messageId':'m','event':'e'}"))
                .isNotEqualTo(content(Format.EVENT_JSON, "{'messageId':'m','event':'f'}"));
    }

    @Test
    void theOrderOfAnArrayIsContent() throws Exception {
        assertThat(content(Format.EVENT_JSON, "{'a':[1,2]}")).isNotEqualTo(content(Format.EVENT_JSON, "{'a':[2,1]}"));
    }

    @Test
    void anEmptyTextIsNotTheSameAsNothing() throws Exception {
        assertThat(content(Format.EVENT_JSON, "{'a':''}")).isNotEqualTo(content(Format.EVENT_JSON, "{}"));
    }

    @Test
    void transmissionIdAndTimesOfABundleAreNoContent() throws Exception {
        String first = content(
                Format.FHIR_JSON,
                "{'resourceType':'Bundle','id':'1','meta':{'lastUpdated':'x','profile':['p']},'timestamp':'x','entry':[]}");
        String second = content(
                Format.FHIR_JSON,
                "{'resourceType':'Bundle','id':'2','meta':{'profile':['p']},'timestamp':'y','entry':[]}");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void theTimeOfAnHl7MessageIsNoContentButItsSegmentsAre() {
        String sent = "MSH|^~\\&|A|B|C|D|20260101120000||ADT^A01|M1|P|2.5|1\rEVN|A01|20260101\r";
        String again = "MSH|^~\\&|A|B|C|D|20260101130000||ADT^A01|M1|P|2.5|2\rEVN|A01|20260101\r";
        String changed = "MSH|^~\\&|A|B|C|D|20260101120000||ADT^A01|M1|P|2.5|1\rEVN|A01|20260102\r";

        assertThat(hl7(again)).isEqualTo(hl7(sent));
        assertThat(hl7(changed)).isNotEqualTo(hl7(sent));
    }

    private static String hl7(String text) {
        JsonNode tree = Codecs.get(Format.HL7_V2).read(text.getBytes(StandardCharsets.UTF_8), ReadLimits.DEFAULT);
        return content(Format.HL7_V2, tree);
    }

    private static String content(Format format, String json) throws Exception {
        return content(format, JSON.readTree(json.replace('\'', '"')));
    }

    private static String content(Format format, JsonNode tree) {
        return new String(ContentHash.content(format, tree), StandardCharsets.UTF_8);
    }
}
