package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.intake.HubFixture;
import se.knutpunkt.ledger.EpisodeKey;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.ledger.NewDelivery;
import se.knutpunkt.ledger.WireForm;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;
import se.knutpunkt.operate.find.PersonTokens;

/** Search and message page of the whole hub, in a browser and for programs, with one message in it that holds a test identity. */
class MessagesPagesIT {

    private static final String PERSON = "19250323-9234";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static UUID hubId;

    @BeforeAll
    static void message() throws IOException {
        HubFixture hub = HubFixture.get();
        JsonNode bundle = JSON.readTree(
                Path.of("test-data/canonical/discharge-information-2.json").toFile());
        ObjectNode raw = bundle.deepCopy();
        raw.put("language", "sv");
        hubId = hub.bean(Ids.class).next();
        java.time.Instant now = java.time.Instant.now();
        hub.bean(IntakeLedger.class)
                .record(
                        new IntakeDraft(
                                hubId,
                                "adt-nu",
                                UUID.randomUUID().toString(),
                                "",
                                30,
                                "ab",
                                UUID.randomUUID(),
                                "discharge-information",
                                "2",
                                HsaId.of("SE2321000131-SYN000016"),
                                Role.HOSPITAL,
                                now,
                                now,
                                now,
                                new EpisodeKey(null, "", "", false, false),
                                null,
                                hub.bean(PersonTokens.class).findToken(PERSON).orElseThrow(),
                                "fhir-json",
                                "fhir-to-canonical",
                                "c0ffee",
                                "",
                                JSON.writeValueAsBytes(bundle),
                                new WireForm(JSON.writeValueAsBytes(raw), "ab12")),
                        (head, reference, at) -> new IntakeDecision.Accept(
                                null,
                                java.util.List.of(new NewDelivery(
                                        new Receiver(
                                                "municipality-dals-ed",
                                                "municipality-dals-ed",
                                                HsaId.of("SE2120001413-SYN1438SOC"),
                                                Role.SOCIAL_SERVICES),
                                        java.util.Set.of("identity", "needs", "contact"))),
                                java.util.List.of(),
                                java.util.List.of()));
    }

    @Test
    void aPersonIsFoundAndNeitherAddressNorPageHoldsTheNumber() {
        try (Page page = ConsoleBrowser.get().open("support", "/messages")) {
            ConsoleBrowser.get().check(page, "messages");
            page.locator("#personNumber").fill(PERSON);
            page.locator("form.search button").click();
            page.waitForURL(url -> url.contains("person="));
            assertThat(page.url()).doesNotContain("9234").doesNotContain("1925");
            assertThat(page.content()).doesNotContain(PERSON).doesNotContain("192503239234");
            page.locator("a[href='/messages/" + hubId + "']").waitFor();
            ConsoleBrowser.get().check(page, "messages-found");
            page.locator("a[href='/messages/" + hubId + "']").click();
            page.waitForURL(url -> url.endsWith("/messages/" + hubId));
            assertThat(page.locator("#reason").count()).isZero();
            ConsoleBrowser.get().check(page, "message");
        }
    }

    @Test
    void theContentIsReadWithAReasonThatIsKept() {
        try (Page page = ConsoleBrowser.get().open("support-innehall", "/messages/" + hubId)) {
            page.locator("#reason").fill("Kommunen saknar läkemedelslistan");
            page.locator("form.confirm button").click();
            page.locator(".rendering").waitFor();
            assertThat(page.locator(".rendering").textContent())
                    .contains("Nils Östen Å")
                    .contains("hem");
            page.locator("details summary").first().click();
            assertThat(page.locator("details table").first().textContent())
                    .as("from what came to the canonical message")
                    .contains("/language")
                    .contains("Borttaget");
            ConsoleBrowser.get().check(page, "message-content");
        }
        assertThat(HubFixture.get()
                        .sql()
                        .sql("SELECT reason FROM operator_action WHERE action = 'viewed-content' AND subject = ?")
                        .param("message " + hubId)
                        .query(String.class)
                        .list())
                .contains("Kommunen saknar läkemedelslistan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id=%27%20OR%201%3D1",
                "event=nothing",
                "from=yesterday",
                "receiver=%3Cscript%3Ealert(1)%3C/script%3E",
                "person=192503239234",
                "nonsense=1"
            })
    void aHostileSearchIsRefusedWithItsReason(String query) {
        HttpResponse<String> page = ConsoleClient.loggedIn("support").get("/messages?" + query);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Ingen sökning gjordes").doesNotContain("<script>alert");

        HttpResponse<String> answer = ConsoleClient.program("support").get("/api/v1/ops/messages?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("HUB-015");
    }

    @Test
    void programsFindCountExportAndSaveAsPersonsDo() throws IOException {
        ConsoleClient program = ConsoleClient.program("support");
        String token = JSON.readTree(
                        program.json("POST", "/api/v1/ops/messages/person", "{\"number\":\"" + PERSON + "\"}")
                                .body())
                .path("person")
                .asText();

        JsonNode found = JSON.readTree(program.get("/api/v1/ops/messages?person=" + token + "&id=" + hubId)
                .body());
        assertThat(found.at("/items/0/hubId").asText()).isEqualTo(hubId.toString());
        assertThat(JSON.readTree(program.get("/api/v1/ops/messages/count?id=" + hubId)
                                .body())
                        .path("atLeast")
                        .asInt())
                .isEqualTo(1);
        for (String form : new String[] {"csv", "jsonl"}) {
            String export = program.get("/api/v1/ops/messages/export?form=" + form + "&id=" + hubId)
                    .body();
            assertThat(export)
                    .contains(hubId.toString())
                    .doesNotContain("9234")
                    .doesNotContain(token)
                    .doesNotContain("Nils");
        }
        String saved = program.json(
                        "POST",
                        "/api/v1/ops/messages/saved",
                        "{\"name\":\"Stoppade till Ed\",\"shared\":true,\"terms\":{\"receiver\":\"municipality-dals-ed\",\"delivery\":\"held\"}}")
                .body();
        assertThat(saved).contains("receiver=municipality-dals-ed&delivery=held");
        assertThat(program.json(
                                "POST",
                                "/api/v1/ops/messages/saved",
                                "{\"name\":\"Nils\",\"terms\":{\"person\":\"" + token + "\"}}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoeverMayNotReadContentSeesTheRestAlone() {
        assertThat(ConsoleClient.program("support")
                        .json("POST", "/api/v1/ops/messages/" + hubId + "/content", "{\"reason\":\"nyfiken\"}")
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> dossier = ConsoleClient.program("support").get("/api/v1/ops/messages/" + hubId);
        assertThat(dossier.statusCode()).isEqualTo(200);
        assertThat(dossier.body()).contains("\"step\":\"accepted\"").doesNotContain("Nils");
        assertThat(ConsoleClient.program("support-innehall")
                        .json("POST", "/api/v1/ops/messages/" + hubId + "/content", "{\"reason\":\"\"}")
                        .statusCode())
                .isEqualTo(422);
        assertThat(ConsoleClient.program("support")
                        .get("/api/v1/ops/messages/" + UUID.randomUUID())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAnswerWithContentIsNotKeptForItsIdempotencyKey() {
        ConsoleClient reader = ConsoleClient.program("support-innehall");
        Map<String, String> asked = Map.of(
                "/api/v1/ops/messages/" + hubId + "/content",
                "{\"reason\":\"läser om\"}",
                "/api/v1/ops/configuration/what-if",
                "{\"mapping\":\"canonical-to-event\",\"number\":1,\"reason\":\"provar\"}");
        asked.forEach((path, body) -> {
            String key = UUID.randomUUID().toString();
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> answer = reader.json("POST", path, body, "Idempotency-Key", key);
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            }
            assertThat(HubFixture.get()
                            .sql()
                            .sql("SELECT count(*) FROM operator_request WHERE key = ?")
                            .param(key)
                            .query(Long.class)
                            .single())
                    .as(path)
                    .isZero();
        });
    }

    @Test
    void twoPressesOfSaveSaveOnce() {
        ConsoleClient person = ConsoleClient.loggedIn("support");
        String page = person.get("/messages?event=recall").body();
        String once = ConsoleClient.once(page);
        Map<String, String> form =
                Map.of("once", once, "name", "Två tryck", "terms", "event=recall", "_csrf", ConsoleClient.csrf(page));
        person.form("/messages/saved", form);
        HttpResponse<String> second = person.form("/messages/saved", form);
        assertThat(second.statusCode()).isIn(302, 303, 200);
        assertThat(HubFixture.get()
                        .sql()
                        .sql("SELECT count(*) FROM saved_search WHERE name = 'Två tryck'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
