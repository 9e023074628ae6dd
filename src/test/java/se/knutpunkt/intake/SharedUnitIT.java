package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;

/**
 * Bollebygd has one unit that is both social services and municipal health care, and fetches its messages: it gets each twice, once in
 * each role, and neither role loses or gains anything by it.
 */
class SharedUnitIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HubFixture HUB = HubFixture.get();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String BOLLEBYGD = "municipality-bollebygd";
    private static final String UNIT = "SE2120002973-SYN1443";
    private static final String WARD = "SE2321000131-SYN000020A1";

    @Test
    void oneUnitInTwoRolesGetsEachRolesOwnSectionsAndGivesAReceiptForEach() throws Exception {
        JsonNode admission = send(
                HUB.token("samsa"),
                event("admission-notice", "hospital", WARD)
                        .set(
                                "content",
                                json("{'contactPhone': '033-0000000',"
                                        + " 'needs': ['social-services', 'municipal-health-care', 'primary-care']}")));
        assertThat(admission.path("receivers")).hasSize(3);
        take(admission);

        ObjectNode information = event("discharge-information", "hospital", WARD);
        information.put("version", "2");
        information.withObject("/episode").put("id", admission.path("episodeId").asText());
        information.set(
                "content",
                json(
                        "{'careSummary': 'Vårdad för hjärtsvikt', 'measures': 'Ultraljud av hjärtat',"
                                + " 'medicationList': ['Furosemid 40 mg'], 'followUp': 'Läkare om två veckor', 'function': 'Går med rollator'}"));
        JsonNode receipt = send(HUB.token("samsa"), information);
        Map<String, JsonNode> byRole = take(receipt);

        assertThat(byRole).containsOnlyKeys("social-services", "municipal-health-care");
        byRole.forEach((role, item) -> {
            JsonNode destination = item.at("/message/entry/0/resource/destination");
            assertThat(destination).hasSize(1);
            assertThat(destination.at("/0/extension/0/valueCode").asText()).isEqualTo(role);
        });
        assertThat(elements(byRole.get("municipal-health-care")))
                .contains("careSummary", "measures", "medicationList", "followUp", "function");
        assertThat(elements(byRole.get("social-services"))).containsExactly("function");

        HttpCall kvittens = kvittens(information, admission, "municipal-health-care");
        assertThat(kvittens.status()).as(kvittens.body()).isEqualTo(200);

        JsonNode status = get("/api/v1/messages/" + receipt.path("hubId").asText(), "samsa");
        assertThat(ofUnit(status.path("deliveries")))
                .containsExactlyInAnyOrder("social-services delivered", "municipal-health-care delivered");
        assertThat(ofUnit(status.at("/receipts/received")))
                .containsExactlyInAnyOrder("social-services ok", "municipal-health-care ok");
        assertThat(ofUnit(status.at("/receipts/kvittens"))).containsExactly("municipal-health-care ok");
    }

    /** Fetches and acknowledges what the municipality has of this message; by role. */
    private static Map<String, JsonNode> take(JsonNode receipt) throws Exception {
        Map<String, JsonNode> taken = new HashMap<>();
        for (JsonNode items = inbox(); !items.isEmpty(); items = inbox()) {
            for (JsonNode item : items) {
                HttpCall ack = HttpCall.post(
                        "/api/v1/inbox/" + item.path("deliveryId").asText() + "/ack",
                        HUB.token(BOLLEBYGD),
                        "application/json",
                        "{\"code\":\"ok\"}".getBytes(StandardCharsets.UTF_8));
                assertThat(ack.status()).as(ack.body()).isLessThan(300);
                if (item.path("messageId")
                        .asText()
                        .equals(receipt.path("messageId").asText())) {
                    assertThat(taken.put(item.path("role").asText(), item))
                            .as("once in each role")
                            .isNull();
                }
            }
        }
        return taken;
    }

    private static JsonNode inbox() throws Exception {
        return get("/api/v1/inbox?limit=10", BOLLEBYGD).path("items");
    }

    /** As the municipality's own system sends it: FHIR as XML. */
    private static HttpCall kvittens(ObjectNode about, JsonNode admission, String role) throws Exception {
        String id = UUID.randomUUID().toString();
        String text = Files.readString(Path.of("test-data/canonical/acknowledgement.json"))
                .replace(
                        "5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c99",
                        about.path("messageId").asText())
                .replace(
                        "7d1c5c3e-2f3b-4a59-9d2a-000000000001",
                        admission.path("episodeId").asText())
                .replace("SE2120001413-SYN1438SOC", UNIT)
                .replace("\"valueCode\": \"social-services\"", "\"valueCode\": \"" + role + "\"")
                .replace("5f0c7a52-4c63-4a7b-8f57-0a", id.substring(0, 26));
        ObjectNode bundle = (ObjectNode) JSON.readTree(text);
        ((ObjectNode) bundle.at("/entry/0/resource")).remove(List.of("destination", "responsible"));
        ((ObjectNode) bundle.at("/entry/0/resource/source")).put("endpoint", "urn:x-hsa:" + UNIT + "SYS");
        return HttpCall.post(
                HttpCall.FHIR,
                HUB.token(BOLLEBYGD),
                "application/fhir+xml",
                Codecs.get(Format.FHIR_XML).write(bundle));
    }

    private static ObjectNode event(String code, String role, String unit) throws Exception {
        ObjectNode event = (ObjectNode) json("{'version': '1', 'happenedAt': '2026-11-02T08:40:00+01:00',"
                + " 'sentAt': '2026-11-02T09:15:00+01:00', 'patient': {'id': {'kind': 'personnummer', 'value': '193704219124'},"
                + " 'name': {'given': ['Märta'], 'family': 'Åkesson'}, 'address': {'line': ['Ängsvägen 4'],"
                + " 'postalCode': '51730', 'city': 'Bollebygd', 'municipalityCode': '1443'}},"
                + " 'episode': {'unit': '" + WARD + "', 'admittedAt': '2026-11-02T08:40:00+01:00',"
                + " 'estimatedDischarge': '2026-11-09T10:00:00+01:00'}}");
        event.put("messageId", UUID.randomUUID().toString());
        event.put("transmissionId", UUID.randomUUID().toString());
        event.put("event", code);
        event.putObject("sender").put("unit", unit).put("role", role);
        return event;
    }

    private static JsonNode send(String token, JsonNode event) throws Exception {
        HttpCall call = HttpCall.post(HttpCall.JSON, token, "application/json", JSON.writeValueAsBytes(event));
        assertThat(call.status()).as(call.body()).isEqualTo(200);
        return call.json();
    }

    private static JsonNode get(String path, String system) throws Exception {
        HttpCall call = HttpCall.send(
                CLIENT,
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + HUB.httpPort() + path))
                        .header("Authorization", "Bearer " + HUB.token(system))
                        .build());
        return call.status() == 204 ? JSON.createObjectNode() : call.json();
    }

    private static List<String> ofUnit(JsonNode rows) {
        List<String> found = new ArrayList<>();
        for (JsonNode row : rows) {
            if (row.path("unit").asText().equals(UNIT)) {
                found.add(row.path("role").asText() + " "
                        + row.path(row.has("state") ? "state" : "code").asText());
            }
        }
        return found;
    }

    private static List<String> elements(JsonNode item) {
        List<String> names = new ArrayList<>();
        for (JsonNode entry : item.at("/message/entry")) {
            entry.at("/resource/input")
                    .forEach(input -> names.add(input.at("/type/coding/0/code").asText()));
        }
        return names;
    }

    private static JsonNode json(String singleQuoted) throws Exception {
        return JSON.readTree(singleQuoted.replace('\'', '"'));
    }
}
