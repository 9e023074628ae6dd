package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad input gets its error in the sender's own protocol, leaves a row, and the next message is taken. */
class BadInputIT {

    private static HubFixture hub;

    @BeforeAll
    static void start() {
        hub = HubFixture.get();
    }

    static Stream<BadInputCase> cases() {
        return BadInputCase.all().filter(bad -> bad.meta().has("error"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void getsItsErrorLeavesARowAndStopsNothing(BadInputCase bad) {
        long before = hub.refused();

        if (bad.text("entrance").equals("hl7v2")) {
            askOverMllp(bad);
        } else {
            askOverHttp(bad);
        }

        assertThat(hub.refused()).as("rows of refused messages").isEqualTo(before + 1);
        BadInputCase good = BadInputCase.get("good");
        HttpCall next = HttpCall.post(HttpCall.JSON, hub.token(good.text("system")), "application/json", good.bytes());
        assertThat(next.status()).as(next.body()).isEqualTo(200);
    }

    private void askOverHttp(BadInputCase bad) {
        HttpCall call = call(bad);

        assertThat(call.status())
                .as(call.body())
                .isEqualTo(bad.meta().path("status").asInt());
        assertThat(call.body())
                .contains(bad.text("error"))
                .doesNotContain("Exception", "at se.knutpunkt", "193704219124", "Storgatan");
        if (bad.text("entrance").equals("event-json")) {
            JsonNode error = call.json().path("errors").get(0);
            assertThat(error.path("number").asText()).isEqualTo(bad.text("error"));
            assertThat(error.path("text").asText()).isNotBlank();
            assertThat(error.path("mend").asText()).isNotBlank();
        } else {
            assertThat(call.contentType()).contains(bad.text("entrance").equals("fhir-xml") ? "fhir+xml" : "fhir+json");
            assertThat(call.body()).contains("OperationOutcome").contains("fatal-error");
        }
    }

    private static HttpCall call(BadInputCase bad) {
        boolean json = bad.text("entrance").equals("event-json");
        String usual = json
                ? "application/json"
                : "application/" + bad.text("entrance").replace('-', '+');
        String contentType = bad.meta().path("contentType").asText(usual);
        String[] encoding = bad.meta().has("contentEncoding")
                ? new String[] {"Content-Encoding", bad.text("contentEncoding")}
                : new String[0];
        return HttpCall.post(
                json ? HttpCall.JSON : HttpCall.FHIR,
                hub.token(bad.text("system")),
                contentType,
                bad.bytes(),
                encoding);
    }

    private static void askOverMllp(BadInputCase bad) {
        try (MllpClient client = MllpClient.tls(bad.text("system"))) {
            client.write(MllpClient.frame(bad.bytes()));
            String answer = client.read();

            assertThat(MllpClient.segment(answer, "MSA")).as(answer).element(1).isEqualTo(bad.text("acknowledgement"));
            List<String> error = MllpClient.segment(answer, "ERR");
            assertThat(error).as(answer).isNotEmpty();
            assertThat(answer).contains(bad.text("error")).doesNotContain("Exception", "193704219124", "Storgatan");
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
