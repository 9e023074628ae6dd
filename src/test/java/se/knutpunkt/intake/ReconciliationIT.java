package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Format;

/**
 * Two-ended reconciliation through the whole hub: a party that sends and one that fetches, between whom and the hub messages are lost,
 * altered, repeated and made up. Each party computes its hashes itself, as the documentation says.
 */
class ReconciliationIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SENDER = "samsa";
    private static final String RECEIVER = "municipality-ale";

    private static HubFixture hub;
    private static LocalDate day;

    @BeforeAll
    static void start() {
        hub = HubFixture.get();
        day = LocalDate.now(Clock.system(ZoneId.of("Europe/Stockholm")));
    }

    @Test
    void whatIsLostAlteredAndRepeatedBeforeTheHubIsNamed() throws Exception {
        String key = key(SENDER);
        RepeatedMessage whole = send();
        RepeatedMessage altered = send();
        RepeatedMessage repeated = send();
        repeated.send(hub);
        RepeatedMessage forgotten = send();
        RepeatedMessage lost = RepeatedMessage.fresh(Format.EVENT_JSON, true);
        RepeatedMessage refused = RepeatedMessage.fresh(Format.EVENT_JSON, false);
        refused.send(hub);
        ObjectNode list = JSON.createObjectNode();
        ArrayNode entries = list.putArray("entries");
        for (RepeatedMessage message : List.of(whole, repeated, repeated, lost, refused)) {
            entries.addObject().put("id", message.messageId()).put("hash", hmac(key, message.bytes()));
        }
        entries.addObject().put("id", altered.messageId()).put("hash", hmac(key, "something else".getBytes()));

        HttpCall call = post(SENDER, "sent", "application/json", JSON.writeValueAsBytes(list));

        assertThat(call.status()).as(call.body()).isEqualTo(200);
        assertThat(findings(call, altered, repeated, lost, refused, whole, forgotten))
                .containsExactlyInAnyOrder(
                        "other-content gap " + altered.messageId(),
                        "repeated note " + repeated.messageId(),
                        "never-reached-hub gap " + lost.messageId(),
                        "refused-by-hub gap " + refused.messageId(),
                        "unknown-to-sender gap " + forgotten.messageId());
        assertThat(call.json().path("findings").findValuesAsText("mend"))
                .as("in Swedish, with what to do")
                .anyMatch(mend -> mend.startsWith("Sänd meddelandet igen"));
        assertThat(get(SENDER, "/api/v1/manifests/" + day + "/comparison?direction=sent", "application/json")
                        .json()
                        .path("comparison"))
                .isEqualTo(call.json().path("comparison"));
    }

    @Test
    void whatIsLostAlteredRepeatedAndMadeUpAfterTheHubIsNamed() throws Exception {
        String key = key(RECEIVER);
        for (int i = 0; i < 5; i++) {
            send();
        }
        List<Got> got = fetchAll();
        assertThat(got).hasSizeGreaterThanOrEqualTo(5);
        StringBuilder list = new StringBuilder("id;delivery;hash\n");
        Got lost = got.get(0);
        Got altered = got.get(1);
        Got repeated = got.get(2);
        String madeUp = UUID.randomUUID().toString();
        for (Got message : got.subList(2, got.size())) {
            list.append(message.line(hmac(key, message.body())));
        }
        list.append(altered.line(hmac(key, "something else".getBytes(StandardCharsets.UTF_8))));
        list.append(repeated.line(hmac(key, repeated.body())));
        list.append(madeUp).append(";;\n");

        HttpCall call = post(RECEIVER, "got", "text/csv", list.toString().getBytes(StandardCharsets.UTF_8));

        assertThat(call.status()).as(call.body()).isEqualTo(200);
        assertThat(all(call))
                .containsExactlyInAnyOrder(
                        "not-received gap " + lost.messageId(),
                        "other-content gap " + altered.messageId(),
                        "repeated note " + repeated.messageId(),
                        "not-from-hub gap " + madeUp);
        assertThat(call.json().path("contentNotCompared").asInt()).isZero();
    }

    @Test
    void theManifestReadAsCsvAndGivenBackAgreesWithTheHub() {
        send();
        HttpCall csv = get(SENDER, "/api/v1/manifests/" + day + "?direction=sent", "text/csv");
        assertThat(csv.contentType()).startsWith("text/csv");

        HttpCall call = post(SENDER, "sent", "text/csv", csv.body().getBytes(StandardCharsets.UTF_8));

        assertThat(call.status()).as(call.body()).isEqualTo(200);
        assertThat(call.json().path("gaps").asInt()).as(call.body()).isZero();
        assertThat(call.json().path("contentNotCompared").asInt()).isZero();
        assertThat(call.json().path("preliminary").asBoolean()).isTrue();
    }

    @Test
    void nobodySeesTheManifestOrTheKeyOfAnother() {
        RepeatedMessage message = send();

        assertThat(get("municipality-harryda", "/api/v1/manifests/" + day + "?direction=sent", "application/json")
                        .body())
                .doesNotContain(message.messageId());
        assertThat(key(RECEIVER)).isNotEqualTo(key(SENDER)).hasSize(64);
        assertThat(HttpCall.send(
                                HttpClient.newHttpClient(),
                                request("/api/v1/manifest-key").build())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aListWithMistakesIsRefusedWholeByLine() {
        HttpCall call = post(SENDER, "sent", "text/csv", "id,hash\nm-1,xyz\n".getBytes(StandardCharsets.UTF_8));

        assertThat(call.status()).isEqualTo(422);
        assertThat(call.json().path("number").asText()).isEqualTo("HUB-017");
        assertThat(call.json().path("problems").path(0).path("line").asInt()).isEqualTo(2);
        assertThat(call.json().path("problems").path(0).path("mend").asText()).contains("HMAC-SHA-256");
    }

    @Test
    void wrongDayDirectionAndContentTypeAreTold() {
        assertThat(get(SENDER, "/api/v1/manifests/2999-01-01?direction=sent", "application/json")
                        .status())
                .isEqualTo(400);
        assertThat(get(SENDER, "/api/v1/manifests/" + day + "?direction=up", "application/json")
                        .body())
                .contains("HUB-015", "direction");
        assertThat(get(SENDER, "/api/v1/manifests/" + day, "application/json").status())
                .isEqualTo(400);
        assertThat(post(SENDER, "sent", "text/plain", new byte[0]).status()).isEqualTo(415);
        assertThat(get(SENDER, "/api/v1/manifests/2020-01-01/comparison?direction=sent", "application/json")
                        .status())
                .isEqualTo(404);
    }

    private static RepeatedMessage send() {
        RepeatedMessage message = RepeatedMessage.fresh(Format.EVENT_JSON, true);
        assertThat(message.send(hub).positive()).isTrue();
        return message;
    }

    /** A message as the receiver has it. */
    private record Got(String messageId, String deliveryId, byte[] body) {
        String line(String hash) {
            return messageId + ";" + deliveryId + ";" + hash + "\n";
        }
    }

    /** Fetches, reads one by one and acknowledges until nothing waits, also what other tests have left. */
    private static List<Got> fetchAll() {
        List<Got> got = new ArrayList<>();
        while (true) {
            JsonNode items = get(RECEIVER, "/api/v1/inbox?limit=50", "application/json")
                    .json()
                    .path("items");
            if (items.isEmpty()) {
                return got;
            }
            for (JsonNode item : items) {
                String id = item.path("deliveryId").asText();
                if (item.path("kind").asText().equals("message")) {
                    HttpCall read = get(RECEIVER, "/api/v1/inbox/" + id, "*/*");
                    got.add(new Got(
                            item.path("messageId").asText(), id, read.response().body()));
                }
                HttpCall.post("/api/v1/inbox/" + id + "/ack", hub.token(RECEIVER), "application/json", new byte[0]);
            }
        }
    }

    private static List<String> findings(HttpCall call, RepeatedMessage... messages) {
        List<String> ids = java.util.Arrays.stream(messages)
                .map(RepeatedMessage::messageId)
                .toList();
        return all(call).stream()
                .filter(finding -> ids.stream().anyMatch(finding::endsWith))
                .toList();
    }

    private static List<String> all(HttpCall call) {
        List<String> found = new ArrayList<>();
        call.json()
                .path("findings")
                .forEach(finding -> found.add(finding.path("kind").asText()
                        + (finding.path("gap").asBoolean() ? " gap " : " note ")
                        + finding.path("id").asText()));
        return found;
    }

    private static String key(String system) {
        return get(system, "/api/v1/manifest-key", "application/json")
                .json()
                .path("key")
                .asText();
    }

    /** As a party computes it. */
    private static String hmac(String key, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body));
    }

    private static HttpCall post(String system, String direction, String type, byte[] body) {
        return HttpCall.post("/api/v1/manifests/" + day + "?direction=" + direction, hub.token(system), type, body);
    }

    private static HttpCall get(String system, String path, String accept) {
        return HttpCall.send(
                HttpClient.newHttpClient(),
                request(path)
                        .header("Authorization", "Bearer " + hub.token(system))
                        .header("Accept", accept)
                        .build());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.httpPort() + path));
    }
}
