package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.intake.HubFixture;
import se.knutpunkt.ledger.ControlLedger;

/** The overview as persons and programs see it. */
class OverviewIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private final HubFixture hub = HubFixture.get();
    private final UUID held = UUID.fromString("0192f000-0000-7000-8000-00000000000a");

    @BeforeEach
    void trouble() {
        hub.bean(ControlLedger.class).pause("municipality-ale", "test", "a test of the map", null);
        hub.sql()
                .sql(
                        "UPDATE control SET open_until = clock_timestamp() + interval '1 hour' WHERE system_id = 'municipality-dals-ed'")
                .update();
        // both ids of this month, so that they have their partitions
        hub.sql()
                .sql(
                        "INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt, position, head, kind, state,"
                                + " receiver_system, receiver_party, receiver_unit, receiver_role, sections, error_number)"
                                + " SELECT uuid_at(clock_timestamp()), uuid_at(clock_timestamp()), ?, clock_timestamp() - interval '3 hours',"
                                + " clock_timestamp(), 0, true, 'MESSAGE', 'HELD', 'municipality-boras', 'municipality-boras', 'u',"
                                + " 'social-services', '', 'HUB-504'")
                .param(held)
                .update();
    }

    @AfterEach
    void mended() {
        hub.bean(ControlLedger.class).resume("municipality-ale", "test", "the test is over");
        hub.sql()
                .sql("UPDATE control SET open_until = NULL WHERE system_id = 'municipality-dals-ed'")
                .update();
        hub.sql().sql("DELETE FROM delivery WHERE order_key = ?").param(held).update();
    }

    @Test
    void aProgramSeesHowEachPartyFares() {
        JsonNode overview = fresh();
        int all = 0;
        for (JsonNode group : overview.path("municipalities")) {
            all += group.size();
        }
        assertThat(all).isEqualTo(49);
        assertThat(tile(overview, "municipality-dals-ed").path("circuitOpen").asBoolean())
                .isTrue();
        assertThat(tile(overview, "municipality-dals-ed").path("state").asText())
                .isEqualTo("FAILING");
        assertThat(tile(overview, "municipality-boras").path("held").asLong()).isPositive();
        assertThat(overview.path("failures").findValuesAsText("errorNumber")).contains("HUB-504");
        assertThat(overview.path("totals").path("perMinute")).hasSize(60);
        assertThat(overview.path("states").path("PAUSED").asInt()).isPositive();
    }

    @Test
    void aPersonSeesTheMapOpensAPartyByTheKeyboardAndStopsTheUpdating() {
        fresh();
        ConsoleBrowser.get().check("admin", "/?still=true", "overview-trouble");
        try (Page page = ConsoleBrowser.get().open("admin", "/")) {
            assertThat(page.locator(".map .tiles a").count()).isGreaterThanOrEqualTo(49);
            assertThat(page.locator("#tile-municipality-ale").textContent()).contains("Ale", "Pausad");
            page.locator("#tile-municipality-dals-ed").focus();
            page.keyboard().press("Enter");
            page.locator(".chosen").waitFor();
            assertThat(page.locator(".chosen").textContent()).contains("Dals-Ed", "Fel", "Frånslagen");
            String at = page.locator("#live time").first().textContent();
            page.locator("#tile-municipality-ale").focus();
            page.waitForCondition(
                    () -> !page.locator("#live time").first().textContent().equals(at),
                    // a picture that is slow to draw is drawn seldom
                    new Page.WaitForConditionOptions().setTimeout(120_000));
            assertThat(page.evaluate("() => document.activeElement.id"))
                    .as("the focus outlives an update")
                    .isEqualTo("tile-municipality-ale");
            page.locator("#hold").click();
            page.locator("#go-on").waitFor();
            assertThat(page.locator("#live").getAttribute("hx-get")).isNull();
            ConsoleBrowser.get().check(page, "overview-party");
        }
    }

    /** A picture that was drawn after the trouble began. */
    private static JsonNode fresh() {
        ConsoleClient support = ConsoleClient.program("support");
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> read(support.get("/api/v1/ops/overview").body()),
                        overview -> tile(overview, "municipality-ale")
                                        .path("paused")
                                        .asBoolean()
                                && tile(overview, "municipality-boras")
                                                .path("held")
                                                .asLong()
                                        > 0);
    }

    private static JsonNode tile(JsonNode overview, String party) {
        for (JsonNode group : overview.path("municipalities")) {
            for (JsonNode tile : group) {
                if (tile.path("partyId").asText().equals(party)) {
                    return tile;
                }
            }
        }
        throw new AssertionError("no tile of " + party);
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }
}
