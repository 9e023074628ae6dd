package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.intake.HubFixture;

/** A municipality's own view and the configuration's pages, on the whole hub. */
class OwnPagesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/v1/ops";

    @ParameterizedTest
    @CsvSource({
        "admin, /own, own-list",
        "kontakt-dals-ed, /own, own",
        "kontakt-dals-ed, /own/municipality-dals-ed/guide, own-guide",
        "support, /configuration, configuration",
        "admin, /configuration/check, configuration-check",
    })
    void aPageIsForEverybody(String user, String path, String name) {
        ConsoleBrowser.get().check(user, path, name);
    }

    @Test
    void aContactSeesOwnPartiesOnlyAndNoContent() throws Exception {
        ConsoleClient contact = ConsoleClient.program("kontakt-dals-ed");
        assertThat(contact.get(API + "/own/municipality-ale").statusCode()).isEqualTo(403);
        assertThat(contact.get("/own/municipality-ale/guide").statusCode()).isIn(302, 403);
        assertThat(read(contact.get(API + "/own"), 200).path("items")).hasSize(1);
        assertThat(contact.json("POST", API + "/own/municipality-ale/test", "{\"reason\":\"not my own\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aContactConfirmsInTheBrowserAndIsNotAskedAgain() {
        try (Page page = ConsoleBrowser.get().open("kontakt-dals-ed", "/own/municipality-dals-ed")) {
            page.locator("form[action$='/contacts'] button").click();
            page.locator(".notice.done").waitFor();
            assertThat(page.locator("main").textContent())
                    .contains("Bekräftade")
                    .doesNotContain("aldrig bekräftats");
        }
    }

    @Test
    void aTestMessageGoesToTheOwnSystemAndSaysThatItIsATest() throws Exception {
        JsonNode sent = read(
                ConsoleClient.program("kontakt-dals-ed")
                        .json("POST", API + "/own/municipality-dals-ed/test", "{\"reason\":\"is the line up?\"}"),
                200);
        String hubId = sent.path("hubId").asText();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(HubFixture.get()
                                .sql()
                                .sql(
                                        "SELECT state || ' ' || coalesce(error_number, '') FROM delivery WHERE hub_id = ?::uuid")
                                .param(hubId)
                                .query(String.class)
                                .single()
                                .strip())
                        .isEqualTo("DELIVERED"));
        assertThat(HubFixture.get()
                        .sql()
                        .sql("SELECT value FROM fact WHERE hub_id = ?::uuid AND name = 'test'")
                        .param(hubId)
                        .query(String.class)
                        .single())
                .isEqualTo("true");
    }

    @Test
    void theGuideShowsWhatTheSystemGetsMadeByItsOwnMapping() {
        String page = ConsoleClient.loggedIn("kontakt-dals-ed")
                .get("/own/municipality-dals-ed/guide")
                .body();
        assertThat(page).contains("admission-notice", "Testmeddelande", "SE2120001413-SYN1438SYS", "TOKEN=");
    }

    @Test
    void whatIsPushedIsNotRedeliveredFromHereAndTheTimeIsBounded() throws Exception {
        ConsoleClient contact = ConsoleClient.program("kontakt-dals-ed");
        String path = API + "/own/municipality-dals-ed/redeliver";
        String from = Instant.now().minusSeconds(3600).toString();
        read(contact.json("POST", path, "{\"reason\":\"restored from a copy\",\"from\":\"" + from + "\"}"), 409);
        read(
                contact.json("POST", path, "{\"reason\":\"restored from a copy\",\"from\":\"2020-01-01T00:00:00Z\"}"),
                400);
        read(contact.json("POST", path, "{\"from\":\"" + from + "\"}"), 422);
    }

    @Test
    void theApiTellsWhatIsInForceAndWhatTheFilesWouldBe() throws Exception {
        ConsoleClient support = ConsoleClient.program("support");
        JsonNode current = read(support.get(API + "/configuration"), 200);
        JsonNode activations = read(support.get(API + "/configuration/activations"), 200);
        assertThat(activations.path("items").path(0).path("hash")).isEqualTo(current.path("hash"));
        JsonNode checked = read(support.get(API + "/configuration/check"), 200);
        assertThat(checked.path("defects")).isEmpty();
        assertThat(checked.path("cases").asInt()).isPositive();
        read(support.get(API + "/configuration/diff?from=nothing&to=files"), 404);
        assertThat(support.json("POST", API + "/configuration/activations", "{}")
                        .statusCode())
                .isEqualTo(403);
        read(
                ConsoleClient.program("admin")
                        .json(
                                "POST",
                                API + "/configuration/activations",
                                "{\"hash\":\"nothing\",\"reason\":\"for a test\"}"),
                404);
    }

    private static JsonNode read(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }
}
