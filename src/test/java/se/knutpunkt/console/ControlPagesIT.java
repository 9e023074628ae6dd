package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.intake.HubFixture;
import se.knutpunkt.ledger.NodeLedger;

/** Routes and adapters in the console and its API, on the whole hub. */
class ControlPagesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/v1/ops";

    @ParameterizedTest
    @CsvSource({
        "admin, /adapters?still=true, adapters",
        "support, /adapters/municipality-ale, adapter",
        "admin, /routes?still=true, routes",
        "admin, /routes/intake-json, route-in",
        "support, /routes/deliver-fhir-municipality-boras, route-out",
        "admin, /routes/mappings/canonical-to-event, mapping",
    })
    void aPageIsForEverybody(String user, String path, String name) {
        ConsoleBrowser.get().check(user, path, name);
    }

    @Test
    void theFocusOutlivesADrawingAnew() {
        try (Page page = ConsoleBrowser.get().open("support", "/adapters")) {
            page.evaluate("() => { document.querySelector('#adapters a').dataset.old = ''; }");
            page.locator("#adapters a").first().focus();
            Object focused = page.evaluate("() => document.activeElement.id");
            page.evaluate("() => htmx.ajax('GET', '/adapters/part', '#adapters')");
            assertThat(page.locator("#adapters a[data-old]").count()).isZero();
            assertThat(page.evaluate("() => document.activeElement.id"))
                    .isEqualTo(focused)
                    .isNotEqualTo("");
        }
    }

    @Test
    void aReceiverIsPausedAndResumedInTheBrowserByKeyboard() {
        try (Page page = ConsoleBrowser.get().open("support", "/adapters/municipality-orust")) {
            page.locator("#receiver-reason").fill("Planerat arbete hos mottagaren");
            page.locator("form.confirm button").focus();
            page.keyboard().press("Enter");
            page.locator(".notice.done").waitFor();
            assertThat(page.locator("main").textContent())
                    .contains("Pausad av support: Planerat arbete hos mottagaren");
            ConsoleBrowser.get().check(page, "adapter-paused");
            page.locator("#receiver-resume").check();
            page.locator("#receiver-reason").fill("Arbetet är klart");
            page.locator("form.confirm button").click();
            page.locator(".notice.done").waitFor();
            assertThat(page.locator("h1 + p").textContent()).contains("Flödar");
        }
    }

    @Test
    void theApiPausesUntilATimeAndSaysWho() throws Exception {
        ConsoleClient admin = ConsoleClient.program("admin");
        JsonNode paused = read(
                admin.json(
                        "POST",
                        API + "/adapters/municipality-tjorn/drain",
                        "{\"reason\":\"moves to another system\",\"until\":\""
                                + java.time.Instant.now().plusSeconds(3600) + "\"}"),
                200);
        assertThat(paused.path("state").path("draining").asBoolean()).isTrue();
        assertThat(paused.path("state").path("pausedBy").asText()).isEqualTo("admin");
        JsonNode resumed = read(
                admin.json("POST", API + "/adapters/municipality-tjorn/resume", "{\"reason\":\"moved already\"}"), 200);
        assertThat(resumed.path("state").path("paused").asBoolean()).isFalse();
        assertThat(read(admin.get(API + "/adapters/municipality-tjorn/history"), 200))
                .first()
                .satisfies(line -> assertThat(line.path("step").asText()).isEqualTo("resumed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/adapters/municipality-ale/pause | {} | 422",
                "/adapters/municipality-ale/explode | {\"reason\":\"for a test\"} | 400",
                "/adapters/nobody/pause | {\"reason\":\"for a test\"} | 404",
                "/adapters/municipality-ale/pause | {\"reason\":\"for a test\",\"until\":\"2020-01-01T00:00:00Z\"} | 400",
                "/events/no-such-event/pause | {\"reason\":\"for a test\"} | 404",
                "/events/admission-notice/pause | {\"reason\":\"for a test\",\"receiver\":\"nobody\"} | 404",
                "/routes/no-such-route/pause | {\"reason\":\"for a test\"} | 404",
                "/routes/intake-json/try-now | {\"reason\":\"for a test\"} | 409",
                "/close-downs | {\"reason\":\"for a test\",\"kind\":\"party\",\"subject\":\"nobody\"} | 404",
            })
    void whatCannotBeDoneIsRefusedAndNothingIsHalfDone(String path, String body, int status) throws Exception {
        JsonNode problem = read(ConsoleClient.program("admin").json("POST", API + path, body), status);
        assertThat(problem.path("code").asText()
                        + problem.path("type").asText()
                        + problem.path("title").asText())
                .isNotBlank();
        assertThat(read(ConsoleClient.program("admin").get(API + "/adapters/municipality-ale"), 200)
                        .path("state")
                        .path("paused")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aPausedWayInTellsItsSendersToTryLaterAndTheOthersNothing() throws Exception {
        ConsoleClient admin = ConsoleClient.program("admin");
        read(admin.json("POST", API + "/routes/intake-json/pause", "{\"reason\":\"a flood of test\"}"), 204);
        NodeLedger node = HubFixture.get().bean(NodeLedger.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> node.isPaused("intake-json"));
        try {
            HttpResponse<String> answer = send("{}");
            assertThat(answer.body()).contains("HUB-020");
            assertThat(answer.statusCode()).isEqualTo(503);
        } finally {
            read(admin.json("POST", API + "/routes/intake-json/resume", "{\"reason\":\"it is over\"}"), 204);
            await().atMost(Duration.ofSeconds(20)).until(() -> !node.isPaused("intake-json"));
        }
        assertThat(send("{}").body()).doesNotContain("HUB-020");
    }

    @Test
    void aRouteTellsWhatPassedIt() throws Exception {
        send("{}");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            JsonNode route = null;
            for (JsonNode one : read(ConsoleClient.program("admin").get(API + "/routes"), 200)
                    .path("items")) {
                if (one.path("route").path("id").asText().equals("intake-json")) {
                    route = one.path("route");
                }
            }
            assertThat(route).isNotNull();
            assertThat(route.path("figures").path("done").asLong()).isPositive();
            assertThat(route.path("figures").path("last").asText()).isNotBlank();
            assertThat(route.path("file").asText()).isEqualTo("intake-json.camel.yaml");
            assertThat(route.path("line").asInt()).isPositive();
        });
    }

    @Test
    void aPartyIsClosedDownStepByStepAndThenRefused() throws Exception {
        ConsoleClient admin = ConsoleClient.program("admin");
        JsonNode begun = read(
                admin.json(
                        "POST",
                        API + "/close-downs",
                        "{\"kind\":\"party\",\"subject\":\"municipality-lerum\",\"successor\":\"municipality-mariestad\",\"reason\":\"the two are merged\"}"),
                200);
        String steps = API + "/close-downs/" + begun.path("id").asText() + "/steps/";
        String why = "{\"reason\":\"the two are merged\"}";
        assertThat(begun.path("systems")).hasSize(1);
        read(admin.json("POST", steps + "revoke", why), 409);
        for (String step : new String[] {"drain", "forward", "archive"}) {
            read(admin.json("POST", steps + step, why), 200);
            read(admin.json("POST", steps + step, why), 200);
        }
        ConsoleBrowser.get()
                .check("admin", "/adapters/close-downs/" + begun.path("id").asText(), "close-down");
        assertThat(read(admin.json("POST", steps + "revoke", why), 200)
                        .path("state")
                        .asText())
                .isEqualTo("DONE");
        NodeLedger node = HubFixture.get().bean(NodeLedger.class);
        await().atMost(Duration.ofSeconds(20)).until(() -> node.isRevoked("municipality-lerum"));
    }

    @Test
    void whatIsLeftOfAPartyGoesToTheOneWhoTakesOver() throws Exception {
        ConsoleClient admin = ConsoleClient.program("admin");
        String why = "{\"reason\":\"the two are merged\"}";
        String steps = API + "/close-downs/"
                + read(
                                admin.json(
                                        "POST",
                                        API + "/close-downs",
                                        "{\"kind\":\"party\",\"subject\":\"municipality-ockero\",\"successor\":\"municipality-mariestad\",\"reason\":\"the two are merged\"}"),
                                200)
                        .path("id")
                        .asText()
                + "/steps/";
        read(admin.json("POST", steps + "drain", why), 200);
        String left = read(
                        admin.json("POST", API + "/own/municipality-ockero/test", "{\"reason\":\"is left behind\"}"),
                        200)
                .path("hubId")
                .asText();
        JsonNode forwarded = read(admin.json("POST", steps + "forward", why), 200);
        assertThat(forwarded.path("steps").path(1).path("detail").asText()).contains("\"forwarded\":1");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(HubFixture.get()
                                .sql()
                                .sql(
                                        "SELECT receiver_party FROM delivery WHERE hub_id = ?::uuid AND kind = 'MESSAGE' AND state = 'READY'")
                                .param(left)
                                .query(String.class)
                                .list())
                        .as("in the inbox of the one who takes over, and no longer here")
                        .containsExactly("municipality-mariestad"));
        read(admin.json("POST", steps + "archive", why), 200);
        read(
                admin.json(
                        "POST",
                        steps.replace("/steps/", "/cancel"),
                        "{\"reason\":\"the test is over and it goes on\"}"),
                200);
    }

    @Test
    void aContactControlsNothing() {
        ConsoleClient contact = ConsoleClient.loggedIn("kontakt-dals-ed");
        assertThat(contact.get("/adapters").statusCode()).isEqualTo(403);
        String page = ConsoleClient.loggedIn("support")
                .get("/adapters/municipality-ale")
                .body();
        assertThat(contact.form(
                                "/adapters/municipality-ale/control",
                                Map.of("action", "pause", "once", ConsoleClient.once(page), "reason", "for a test"))
                        .statusCode())
                .isEqualTo(403);
    }

    private static HttpResponse<String> send(String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + HubFixture.get().httpPort() + "/api/v1/messages"))
                                .header(
                                        "Authorization",
                                        "Bearer " + HubFixture.get().token("municipality-dals-ed"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode read(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
