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
import se.knutpunkt.operate.own.ContactReminder;

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
    void whatIsPushedIsSentOnceMoreByAReplayAndTheTimeIsBounded() throws Exception {
        ConsoleClient contact = ConsoleClient.program("kontakt-dals-ed");
        String before = tested(contact);
        String path = API + "/own/municipality-dals-ed/redeliver";
        String from = Instant.now().minusSeconds(3600).toString();
        JsonNode asked = read(
                contact.json("POST", path, "{\"reason\":\"restored from a copy\",\"from\":\"" + from + "\"}"), 200);
        assertThat(asked.path("deliveries").asInt()).isPositive();
        assertThat(asked.path("replay").asText()).isNotBlank();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode own = read(contact.get(API + "/own/municipality-dals-ed"), 200);
            assertThat(own.path("redeliveries").path(0).path("id")).isEqualTo(asked.path("replay"));
            assertThat(own.path("redeliveries").path(0).path("state").asText()).isEqualTo("DONE");
        });
        assertThat(deliveries(before)).as("the first, and its repetition").isEqualTo(2);
        read(
                contact.json("POST", path, "{\"reason\":\"restored from a copy\",\"from\":\"2020-01-01T00:00:00Z\"}"),
                400);
        read(contact.json("POST", path, "{\"from\":\"" + from + "\"}"), 422);
    }

    @Test
    void aContactFindsOwnMessagesAsMetadataAndNoneOfOthers() throws Exception {
        ConsoleClient contact = ConsoleClient.program("kontakt-dals-ed");
        String own = tested(contact);
        String path = API + "/own/municipality-dals-ed/messages";
        JsonNode one = read(contact.get(path + "/" + own), 200);
        assertThat(one.path("message").path("deliveries")).isNotEmpty();
        assertThat(one.path("timeline")).isNotEmpty();
        assertThat(one.toString()).doesNotContain("193704219124", "Testmeddelande", "support", "payload");
        assertThat(read(contact.get(path), 200).path("items"))
                .anySatisfy(item -> assertThat(item.path("hubId").asText()).isEqualTo(own));

        String other = read(
                        ConsoleClient.program("admin")
                                .json("POST", API + "/own/municipality-ale/test", "{\"reason\":\"is the line up?\"}"),
                        200)
                .path("hubId")
                .asText();
        read(contact.get(path + "/" + other), 404);
        assertThat(read(contact.get(path + "?id=" + other), 200).path("items")).isEmpty();
        assertThat(contact.get(API + "/own/municipality-ale/messages/" + other).statusCode())
                .isEqualTo(403);
        read(contact.get(path + "?receiver=municipality-ale"), 400);
        read(contact.get(path + "?person=anybody"), 400);
        assertThat(contact.get(API + "/messages/" + own).statusCode()).isEqualTo(403);
        assertThat(contact.json("POST", API + "/messages/" + own + "/content", "{\"reason\":\"I am curious\"}")
                        .statusCode())
                .isIn(403, 404);
        ConsoleBrowser.get().check("kontakt-dals-ed", "/own/municipality-dals-ed/messages", "own-messages");
        ConsoleBrowser.get().check("kontakt-dals-ed", "/own/municipality-dals-ed/messages/" + own, "own-message");
    }

    @Test
    void somebodyChangesTheOwnPasswordForThePresentOneOnly() throws Exception {
        ConsoleClient admin = ConsoleClient.program("admin");
        String first = "fyra gula lampor lyser";
        admin.json(
                "POST",
                API + "/users",
                "{\"name\":\"byter\",\"password\":\"" + first
                        + "\",\"roles\":[\"support\"],\"reason\":\"for a test\"}");
        ConsoleClient person = ConsoleClient.basic("byter", first);
        String path = API + "/account/password";
        read(
                person.json("POST", path, "{\"present\":\"something else entirely\",\"password\":\"sex nya stolar\"}"),
                400);
        read(person.json("POST", path, "{\"present\":\"" + first + "\",\"password\":\"short\"}"), 422);
        read(person.json("POST", path, "{\"present\":\"" + first + "\",\"password\":\"sex nya stolar\"}"), 204);
        assertThat(person.get(API + "/account").statusCode()).isEqualTo(401);
        assertThat(read(ConsoleClient.basic("byter", "sex nya stolar").get(API + "/account"), 200)
                        .path("name")
                        .asText())
                .isEqualTo("byter");
        assertThat(ConsoleClient.anonymous().get("/account").statusCode()).isEqualTo(302);
        ConsoleBrowser.get().check("kontakt-dals-ed", "/account", "account");
    }

    @Test
    void contactsWhoseQuarterIsOverAreRemindedOnceAFortnight() {
        ContactReminder reminder = HubFixture.get().bean(ContactReminder.class);
        int first = reminder.remind();
        assertThat(first).as("nobody but one has confirmed").isGreaterThan(40);
        assertThat(reminder.remind()).isZero();
        assertThat(HubFixture.get()
                        .sql()
                        .sql(
                                "SELECT subject || body FROM notice WHERE channel = 'contacts' AND party_id = 'municipality-ale'")
                        .query(String.class)
                        .single())
                .contains("bekräfta kontakterna för Ale")
                .doesNotContain("{");
        HubFixture.get()
                .sql()
                .sql("DELETE FROM notice WHERE channel = 'contacts'")
                .update();
    }

    /** A test message to Dals-Ed that has come. */
    private static String tested(ConsoleClient contact) throws Exception {
        String hubId = read(
                        contact.json(
                                "POST", API + "/own/municipality-dals-ed/test", "{\"reason\":\"is the line up?\"}"),
                        200)
                .path("hubId")
                .asText();
        await().atMost(Duration.ofSeconds(60)).until(() -> deliveries(hubId) == 1);
        return hubId;
    }

    private static int deliveries(String hubId) {
        return HubFixture.get()
                .sql()
                .sql(
                        "SELECT count(*) FROM delivery WHERE hub_id = ?::uuid AND state = 'DELIVERED' AND kind = 'MESSAGE'")
                .param(hubId)
                .query(Integer.class)
                .single();
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
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }
}
