package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;

/** From one party's system through the whole hub to another's, and the receipts back. */
class ThroughTheHubIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String UDDEVALLA = "SE2120001397-SYN1485";
    private static final String TANUM = "SE2120001348-SYN1435";

    private static HubFixture hub;

    @BeforeAll
    static void start() {
        hub = HubFixture.get();
    }

    @Test
    void aFhirMessageInXmlReachesAReceiverOfPlainJson() throws Exception {
        String id = UUID.randomUUID().toString();

        HttpCall answer =
                HttpCall.post(HttpCall.FHIR, hub.token("hospital-group-sas"), "application/fhir+xml", fhirXml(id));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("application/fhir+xml");
        JsonNode event =
                JSON.readTree(awaitPushed("/event/municipality-uddevalla", id).getBody());
        assertThat(event.path("messageId").asText()).isEqualTo(id);
        assertThat(event.path("event").asText()).isEqualTo("admission-notice");
        assertThat(event.at("/patient/id/value").asText()).isEqualTo("193704219124");
        assertThat(event.at("/patient/address/municipalityCode").asText()).isEqualTo("1485");
        assertThat(event.at("/content/contactPhone").asText()).isEqualTo("0522-000000");
        assertThat(event.at("/receivers/0/unit").asText()).isEqualTo(UDDEVALLA);
    }

    @Test
    void aKvittensByTheReceiverIsPushedToTheSenderAndStandsInItsStatus() throws Exception {
        ObjectNode notice = notice(UDDEVALLA, "1485");
        String id = notice.path("messageId").asText();
        assertAccepted(postEvent("samsa", notice));
        awaitPushed("/event/municipality-uddevalla", id);

        ObjectNode kvittens = answer(notice, "acknowledgement", UDDEVALLA);
        ((ObjectNode) kvittens.path("content")).put("acknowledgedAt", now()).put("acknowledgedBy", "Vårdplaneringen");
        assertAccepted(postEvent("municipality-uddevalla", kvittens));

        JsonNode kvittenser = status("samsa", id).at("/receipts/kvittens");
        assertThat(kvittenser).hasSize(1);
        assertThat(kvittenser.at("/0/unit").asText()).isEqualTo(UDDEVALLA);
        assertThat(kvittenser.at("/0/code").asText()).isEqualTo("ok");
        await().atMost(SOON)
                .until(() -> receiptsPushed("/fhir/samsa", id, "kvittens").size() == 1);
    }

    @Test
    void aKvittensOfAUnitThatNeverGotTheMessageIsRefused() throws Exception {
        ObjectNode notice = notice(UDDEVALLA, "1485");
        assertAccepted(postEvent("samsa", notice));

        ObjectNode kvittens = answer(notice, "acknowledgement", TANUM);
        ((ObjectNode) kvittens.path("content")).put("acknowledgedAt", now()).put("acknowledgedBy", "Vårdplaneringen");
        HttpCall refused = postEvent("municipality-tanum", kvittens);

        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.body()).contains("HUB-312");
        assertThat(status("samsa", notice.path("messageId").asText()).at("/receipts/kvittens"))
                .isEmpty();
    }

    @Test
    void aTechnicalReceiptOfARefusalIsToldToTheSender() throws Exception {
        ObjectNode notice = notice(TANUM, "1435");
        String id = notice.path("messageId").asText();
        assertAccepted(postEvent("samsa", notice));

        ObjectNode receipt = answer(notice, "technical-receipt", TANUM);
        receipt.remove(List.of("patient", "episode"));
        ((ObjectNode) receipt.path("content")).put("receiptCode", "fatal-error").put("receiptError", "X-17");
        assertAccepted(postEvent("municipality-tanum", receipt));

        JsonNode received = status("samsa", id).at("/receipts/received");
        assertThat(received).hasSize(1);
        assertThat(received.at("/0/code").asText()).isEqualTo("fatal-error");
        assertThat(received.at("/0/errors/0/number").asText()).isEqualTo("HUB-504");
        await().atMost(SOON)
                .until(() -> receiptsPushed("/fhir/samsa", id, "received").size() == 1);
        JsonNode pushed = JSON.readTree(
                receiptsPushed("/fhir/samsa", id, "received").get(0).getBody());
        assertThat(pushed.at("/entry/0/resource/response/code").asText()).isEqualTo("fatal-error");
    }

    /** The example of the docs, as an admission to Uddevalla by a hospital that sends XML. */
    private static byte[] fhirXml(String messageId) throws IOException {
        String fresh = UUID.randomUUID().toString();
        String text = Files.readString(Path.of("test-data/mappings/fhir-to-canonical/message/input.json"))
                .replace("5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c02", messageId)
                .replace("0b6b3a8e-6f0a-4a52-9d8e-0f6a4f3a1c01", fresh)
                .replace(
                        "7d1c5c3e-2f3b-4a59-9d2a-000000000001",
                        UUID.randomUUID().toString())
                .replace("VT000123", "VT" + fresh.substring(0, 8))
                .replace("SE2321000131-SYN000016", "SE2321000131-SYN000013B1")
                .replace("SE2321000131-SYN000015", "SE2321000131-SYN000012")
                .replace("SE2120001413-SYN1438SOC", UDDEVALLA)
                .replace("\"1438\"", "\"1485\"")
                .replace("SE2321000131-SYNH100", "SE2321000131-SYNSASPLAN");
        return Codecs.get(Format.FHIR_XML).write(JSON.readTree(text));
    }

    /** An admission by SAMSA's hospital, to one unit. */
    private static ObjectNode notice(String unit, String municipality) throws IOException {
        ObjectNode notice = (ObjectNode) JSON.readTree(BadInputCase.get("good").bytes());
        ObjectNode receiver = (ObjectNode) notice.at("/receivers/0");
        receiver.put("unit", unit).put("role", "social-services");
        ((ObjectNode) notice.at("/patient/address")).put("municipalityCode", municipality);
        ((ObjectNode) notice.path("content")).putArray("needs").add("social-services");
        return notice;
    }

    /** What the receiving unit says of it, in the same episode. */
    private static ObjectNode answer(ObjectNode notice, String event, String unit) {
        ObjectNode answer = notice.deepCopy();
        answer.put("messageId", UUID.randomUUID().toString())
                .put("transmissionId", UUID.randomUUID().toString())
                .put("event", event)
                .put("happenedAt", now())
                .put("sentAt", now())
                .put("reference", notice.path("messageId").asText());
        answer.putObject("sender").put("unit", unit).put("role", "social-services");
        answer.remove("receivers");
        answer.putObject("content");
        // neither concerns where the person lives
        ((ObjectNode) answer.path("patient")).remove("address");
        ObjectNode episode = answer.putObject("episode");
        episode.set("id", notice.at("/episode/id"));
        return answer;
    }

    private static String now() {
        return OffsetDateTime.now(ZoneId.of("Europe/Stockholm"))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static HttpCall postEvent(String systemId, JsonNode event) throws IOException {
        return HttpCall.post(HttpCall.JSON, hub.token(systemId), "application/json", JSON.writeValueAsBytes(event));
    }

    private static void assertAccepted(HttpCall call) {
        assertThat(call.status()).as(call.body()).isEqualTo(200);
        assertThat(call.json().path("code").asText()).isEqualTo("ok");
    }

    private static JsonNode status(String systemId, String id) {
        HttpCall call = HttpCall.send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort() + HttpCall.JSON + "/" + id))
                        .header("Authorization", "Bearer " + hub.token(systemId))
                        .build());
        assertThat(call.status()).as(call.body()).isEqualTo(200);
        return call.json();
    }

    private static LoggedRequest awaitPushed(String path, String messageId) {
        await().atMost(SOON).until(() -> hub.pushedTo(path).stream().anyMatch(request -> isAbout(request, messageId)));
        return hub.pushedTo(path).stream()
                .filter(request -> isAbout(request, messageId))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isAbout(LoggedRequest request, String messageId) {
        return messageId.equals(request.getHeader("X-Hub-Message-Id"));
    }

    /** Receipts of this level for the message, as the sender was given them. */
    private static List<LoggedRequest> receiptsPushed(String path, String messageId, String level) {
        return hub.pushedTo(path).stream()
                .filter(request -> {
                    String body = new String(request.getBody(), StandardCharsets.UTF_8);
                    return body.contains(messageId) && body.contains("\"valueCode\":\"" + level + "\"");
                })
                .toList();
    }
}
