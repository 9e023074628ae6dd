package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The HTTP entrances of the whole hub: identity, receipts, repetitions. */
class IntakeHttpIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static HubFixture hub;

    @BeforeAll
    static void start() {
        hub = HubFixture.get();
    }

    @Test
    void aPlainEventGetsAReceiptThatSaysWhereItWent() {
        HttpCall call = postEvent(good());

        assertThat(call.status()).as(call.body()).isEqualTo(200);
        JsonNode receipt = call.json();
        assertThat(receipt.path("code").asText()).isEqualTo("ok");
        assertThat(receipt.path("episodeId").asText()).hasSize(36);
        assertThat(receipt.path("receivers").path(0).path("unit").asText()).isEqualTo("SE2120001439-SYN1440");
        assertThat(receipt.path("links").path("status").asText())
                .isEqualTo("/api/v1/messages/" + receipt.path("hubId").asText());
        assertThat(hub.messages().find(UUID.fromString(receipt.path("hubId").asText())))
                .get()
                .satisfies(status -> assertThat(status.deliveries()).hasSize(1));
    }

    @Test
    void senderThatComesBeforeTheRoutesIsToldToTryLater() {
        byte[] message = good();
        IntakeGate gate = hub.bean(IntakeGate.class);
        gate.beforeApplicationStart(null);
        try {
            HttpCall early = postEvent(message);
            assertThat(early.status()).isEqualTo(503);
            assertThat(early.json().path("code").asText()).isEqualTo("transient-error");
            assertThat(early.body()).contains("HUB-016");
        } finally {
            gate.afterApplicationStart(null);
        }
        assertThat(postEvent(message).status()).isEqualTo(200);
    }

    @Test
    void theSameMessageAgainGetsTheSameReceiptAndOneDelivery() throws Exception {
        byte[] message = good();
        JsonNode first = postEvent(message).json();
        ObjectNode again = (ObjectNode) JSON.readTree(message);
        again.put("transmissionId", UUID.randomUUID().toString());

        JsonNode second = postEvent(JSON.writeValueAsBytes(again)).json();

        assertThat(second.path("code").asText()).as(second.toString()).isEqualTo("ok");
        assertThat(second.path("hubId")).isEqualTo(first.path("hubId"));
        assertThat(second.path("duplicate").asBoolean()).isTrue();
        assertThat(hub.messages().find(UUID.fromString(first.path("hubId").asText())))
                .get()
                .satisfies(status -> assertThat(status.deliveries()).hasSize(1));
    }

    @Test
    void theSameIdWithOtherContentIsAConflict() throws Exception {
        byte[] message = good();
        postEvent(message);
        ObjectNode other = (ObjectNode) JSON.readTree(message);
        other.put("transmissionId", UUID.randomUUID().toString());
        ((ObjectNode) other.path("content")).put("contactPhone", "0322-111111");

        HttpCall call = postEvent(JSON.writeValueAsBytes(other));

        assertThat(call.status()).isEqualTo(409);
        assertThat(call.body()).contains("HUB-401");
    }

    @Test
    void aFhirMessageGetsAFhirResponse() throws Exception {
        HttpCall call = HttpCall.post(HttpCall.FHIR, hub.token("hospital-group-nu"), "application/fhir+json", fhir());

        assertThat(call.status()).as(call.body()).isEqualTo(200);
        assertThat(call.contentType()).startsWith("application/fhir+json");
        JsonNode response = call.json().path("entry").path(0).path("resource").path("response");
        assertThat(response.path("code").asText()).isEqualTo("ok");
    }

    @Test
    void aClientCertificateIsAnIdentity() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(hub.tls("samsa")).build();

        HttpCall call = HttpCall.send(client, https().POST(body(good())).build());

        assertThat(call.status()).as(call.body()).isEqualTo(200);
    }

    @Test
    void withoutCertificateATokenServesOnTheSameEntrance() throws Exception {
        HttpClient client = HttpClient.newBuilder().sslContext(hub.tls(null)).build();

        HttpCall named = HttpCall.send(
                client,
                https().header("Authorization", "Bearer " + hub.token("samsa"))
                        .POST(body(good()))
                        .build());
        HttpCall unknown = HttpCall.send(client, https().POST(body(good())).build());

        assertThat(named.status()).as(named.body()).isEqualTo(200);
        assertThat(unknown.status()).isEqualTo(401);
    }

    @Test
    void nobodyIsLetInWithoutATokenWhateverTheHeadersClaim() {
        HttpCall call = HttpCall.post(
                HttpCall.FHIR,
                null,
                "application/fhir+json",
                "{}".getBytes(StandardCharsets.UTF_8),
                "X-Forwarded-User",
                "samsa",
                "X-SSL-Client-S-DN",
                "SERIALNUMBER=SE2321000131-SYNSAMSA");

        assertThat(call.status()).isEqualTo(401);
        assertThat(call.body()).contains("HUB-001").contains("fatal-error");
        assertThat(call.response().headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    @Test
    void englishIsAnsweredToWhoAsksForIt() {
        HttpCall call =
                HttpCall.post(HttpCall.JSON, "wrong", "application/json", new byte[0], "Accept-Language", "en-GB");

        assertThat(call.body()).contains("The sender could not be identified.");
    }

    @Test
    void aGzippedMessageIsTaken() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(good());
        }

        HttpCall call = HttpCall.post(
                HttpCall.JSON,
                hub.token("samsa"),
                "application/json",
                packed.toByteArray(),
                "Content-Encoding",
                "gzip");

        assertThat(call.status()).as(call.body()).isEqualTo(200);
    }

    @Test
    void whoSendsTooFastIsToldWhenToTryAgain() {
        String token = hub.token("municipality-herrljunga");

        HttpCall refused = IntStream.range(0, 50)
                .mapToObj(i -> HttpCall.post(HttpCall.JSON, token, "application/json", new byte[0]))
                .filter(call -> call.status() == 429)
                .findFirst()
                .orElseThrow();

        assertThat(refused.body()).contains("HUB-012").contains("transient-error");
        assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void healthAndFiguresAreThereWithoutAToken() {
        postEvent(good());

        assertThat(get("/actuator/health/readiness").status()).isIn(200, 503);
        assertThat(get("/actuator/prometheus").body()).contains("hub_stage_seconds_count");
        assertThat(get("/api/v1/messages/" + UUID.randomUUID()).status()).isEqualTo(401);
    }

    @Test
    void aBodyThatDoesNotComeEndsTheConnectionAndTheNextMessageIsTaken() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", hub.httpPort())) {
            socket.setSoTimeout(60_000);
            String head = "POST /api/v1/messages HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + hub.token("samsa")
                    + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 408");
        }
        assertThat(postEvent(good()).status()).isEqualTo(200);
    }

    private static byte[] good() {
        return BadInputCase.get("good").bytes();
    }

    private static HttpCall postEvent(byte[] message) {
        return HttpCall.post(HttpCall.JSON, hub.token("samsa"), "application/json", message);
    }

    /** The example of the docs with ids of its own. */
    private static byte[] fhir() throws IOException {
        String text = Files.readString(Path.of("test-data/mappings/fhir-to-canonical/message/input.json"));
        String fresh = UUID.randomUUID().toString().substring(0, 34);
        return text.replace("5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c", fresh)
                .replace(
                        "0b6b3a8e-6f0a-4a52-9d8e-0f6a4f3a1c01",
                        UUID.randomUUID().toString())
                .replace(
                        "7d1c5c3e-2f3b-4a59-9d2a-000000000001",
                        UUID.randomUUID().toString())
                .replace("VT000123", "VT" + fresh.substring(0, 8))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder https() {
        return HttpRequest.newBuilder(URI.create("https://localhost:" + hub.httpsPort() + HttpCall.JSON))
                .header("Content-Type", "application/json");
    }

    private static HttpRequest.BodyPublisher body(byte[] bytes) {
        return HttpRequest.BodyPublishers.ofByteArray(bytes);
    }

    private static HttpCall get(String path) {
        return HttpCall.send(
                HttpClient.newHttpClient(),
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort() + path))
                        .build());
    }
}
