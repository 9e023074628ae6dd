package se.knutpunkt.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.knutpunkt.simulate.SendResult.Outcome;

class HubAnswerReaderTest {

    private final HubAnswerReader reader = new HubAnswerReader();

    @Test
    void jsonReceiptGivesOutcomeEpisodeAndErrors() {
        assertThat(http(
                        200,
                        "{\"code\":\"ok\",\"outcome\":\"accepted\",\"hubId\":\"h\",\"episodeId\":\"e\",\"errors\":[],"
                                + "\"receivers\":[{\"unit\":\"u1\"},{\"unit\":\"u2\"}]}"))
                .isEqualTo(new SendResult(Outcome.ACCEPTED, "h", "e", List.of(), List.of("u1", "u2")));
        assertThat(http(200, "{\"code\":\"ok\",\"outcome\":\"nowhere\"}").outcome())
                .isEqualTo(Outcome.NOWHERE);
        SendResult refused =
                http(422, "{\"code\":\"fatal-error\",\"errors\":[{\"number\":\"HUB-113\"},{\"number\":\"HUB-101\"}]}");
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.errors()).containsExactly("HUB-101", "HUB-113");
    }

    @Test
    void responseBundleGivesTheSameInJsonAndXml() {
        String episode = "https://knutpunkt.se/fhir/identifier/episode";
        String unit = "https://knutpunkt.se/fhir/StructureDefinition/receipt-unit";
        SendResult json = http(200, """
                {"resourceType":"Bundle","entry":[{"resource":{"resourceType":"MessageHeader","response":{"extension":[
                 {"url":"x","valueUuid":"urn:uuid:h"},{"url":"y","valueIdentifier":{"system":"%s","value":"e"}},
                 {"url":"%s","valueIdentifier":{"system":"z","value":"u1"}}],
                 "identifier":"m","code":"ok"}}}]}""".formatted(episode, unit));
        SendResult xml = http(200, """
                <Bundle xmlns="http://hl7.org/fhir"><entry><resource><MessageHeader><response>
                <extension url="x"><valueUuid value="urn:uuid:h"/></extension>
                <extension url="y"><valueIdentifier><system value="%s"/><value value="e"/></valueIdentifier></extension>
                <extension url="%s"><valueIdentifier><value value="u1"/></valueIdentifier></extension>
                <identifier value="m"/><code value="ok"/></response></MessageHeader></resource></entry></Bundle>""".formatted(episode, unit));

        assertThat(json).isEqualTo(new SendResult(Outcome.ACCEPTED, "h", "e", List.of(), List.of("u1")));
        assertThat(xml).isEqualTo(json);
    }

    @Test
    void tryLaterIsToldFromRefusal() {
        assertThat(http(503, "").mayTryAgain()).isTrue();
        assertThat(http(429, "{}").outcome()).isEqualTo(Outcome.LATER);
        assertThat(http(200, "{\"code\":\"transient-error\"}").outcome()).isEqualTo(Outcome.LATER);
        assertThat(http(200, "<html>").outcome()).isEqualTo(Outcome.NO_ANSWER);
        assertThat(http(401, "{\"errors\":[{\"number\":\"HUB-001\"}]}").outcome())
                .isEqualTo(Outcome.REFUSED);
    }

    @Test
    void acknowledgementCodesAreReadWithTheirErrors() {
        assertThat(acknowledgement("MSA|AA|C1").outcome()).isEqualTo(Outcome.ACCEPTED);
        SendResult refused = acknowledgement("MSA|AE|C1\rERR||PID^1^3|204^Unknown key identifier^HL70357|E|HUB-106");
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(refused.errors()).containsExactly("HUB-106");
        assertThat(acknowledgement("MSA|AR|C1\rERR|||207^Application internal error^HL70357|E|HUB-403")
                        .outcome())
                .isEqualTo(Outcome.LATER);
        assertThat(acknowledgement("MSA|AR|C1\rERR|||200^Unsupported message type^HL70357|E|HUB-011")
                        .outcome())
                .isEqualTo(Outcome.REFUSED);
        assertThat(acknowledgement("").outcome()).isEqualTo(Outcome.NO_ANSWER);
    }

    private SendResult http(int status, String body) {
        return reader.readHttp(status, body.getBytes(StandardCharsets.UTF_8));
    }

    private SendResult acknowledgement(String segments) {
        return reader.readAcknowledgement("MSH|^~\\&|HUB|HUB|A|B|20261102||ACK|1|T|2.5\r" + segments + "\r");
    }
}
