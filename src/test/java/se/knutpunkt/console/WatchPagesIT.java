package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.intake.HubFixture;

/** Failure groups, alerts, incidents and "since", in the browser and by the API, on a whole hub. */
class WatchPagesIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GROUP = "aaaaaaaaaaaaaaaaaaaa";
    private static final UUID ALERT = UUID.fromString("019a0000-0000-7000-8000-000000000001");

    @BeforeAll
    static void somethingHasGoneWrong() {
        HubFixture.get()
                .sql()
                .sql(
                        "INSERT INTO failure_group (id, first_seen, last_seen, occurrences, kind, error_number, place, mapping, adapter,"
                                + " event_code) VALUES (?, now() - interval '2 hours', now(), 12, 'HELD', 'HUB-504', 'Bundle.entry.resource',"
                                + " 'canonical-to-event', 'municipality-ale', '') ON CONFLICT DO NOTHING")
                .param(GROUP)
                .update();
        HubFixture.get()
                .sql()
                .sql(
                        "INSERT INTO failure_group_adapter VALUES (?, 'municipality-ale', 12, now()) ON CONFLICT DO NOTHING")
                .param(GROUP)
                .update();
        HubFixture.get()
                .sql()
                .sql(
                        "INSERT INTO alert (id, opened_at, last_seen, state, rule, key, subject, severity, figures, resolved_at)"
                                + " VALUES (?, now() - interval '2 hours', now(), 'RESOLVED', 'circuit-open', 'circuit-open:municipality-ale',"
                                + " 'municipality-ale', 'warning', '{\"since\":\"2026-11-24T05:00:00Z\",\"attempts\":\"7\"}', now())"
                                + " ON CONFLICT DO NOTHING")
                .param(ALERT)
                .update();
    }

    @ParameterizedTest
    @CsvSource({
        "/since, since",
        "/failure-groups, failure-groups",
        "/failure-groups/" + GROUP + ", failure-group",
        "/alerts, alerts",
        "/alerts/019a0000-0000-7000-8000-000000000001, alert",
        "/incidents, incidents",
        "/incidents/new, incident-new",
    })
    void aPageIsForEverybody(String path, String name) {
        ConsoleBrowser.get().check("admin", path, name);
    }

    @Test
    void anIncidentIsOpenedDescribedAndClosed() throws Exception {
        ConsoleClient admin = ConsoleClient.basic("admin", HubFixture.get().password("admin"));
        HttpResponse<String> opened = admin.json(
                "POST",
                "/api/v1/ops/incidents",
                "{\"title\":\"Ale svarade inte\",\"severity\":\"MAJOR\",\"beganAt\":\"2026-11-24T05:00:00Z\",\"alerts\":[\""
                        + ALERT + "\"],\"reason\":\"wards have called\"}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        JsonNode incident = JSON.readTree(opened.body()).get("incident");
        String path = "/api/v1/ops/incidents/" + incident.get("id").asText();
        assertThat(JSON.readTree(opened.body()).get("timeline")).hasSize(2);

        assertThat(admin.json("POST", path + "/close", "{\"reason\":\"it is over\"}")
                        .statusCode())
                .as("its end and cause are not known")
                .isEqualTo(409);
        assertThat(admin.json("POST", path + "/actions", "{\"what\":\"order a new certificate\"}")
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> described = admin.json(
                "PUT",
                path + "/description",
                "{\"title\":\"Ale svarade inte\",\"severity\":\"MAJOR\",\"beganAt\":\"2026-11-24T05:00:00Z\","
                        + "\"endedAt\":\"2026-11-24T07:30:00Z\",\"causeKind\":\"certificate\",\"cause\":\"Certifikatet hade gått ut.\","
                        + "\"reason\":\"told by the municipality\"}");
        assertThat(described.statusCode()).as(described.body()).isEqualTo(200);
        assertThat(JSON.readTree(described.body()).at("/incident/causeKind").asText())
                .isEqualTo("certificate");
        ConsoleBrowser.get().check("admin", "/incidents/" + incident.get("id").asText(), "incident");
        assertThat(admin.json("POST", path + "/close", "{\"reason\":\"it is over\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin.json("POST", path + "/notes", "{\"text\":\"one more line\"}")
                        .statusCode())
                .as("closed")
                .isEqualTo(409);
        assertThat(admin.json("POST", path + "/tell", "{\"reason\":\"it is over\"}")
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void aGroupIsOwnedSolvedAndRefusedTwice() throws Exception {
        ConsoleClient admin = ConsoleClient.basic("admin", HubFixture.get().password("admin"));
        String path = "/api/v1/ops/failure-groups/" + GROUP;
        HttpResponse<String> described = admin.json(
                "PUT",
                path + "/description",
                "{\"owner\":\"support\",\"note\":\"waiting for the vendor\",\"knownError\":\"https://errors.example/7\","
                        + "\"reason\":\"found the cause\"}");
        assertThat(described.statusCode()).as(described.body()).isEqualTo(200);
        assertThat(JSON.readTree(described.body()).get("owner").asText()).isEqualTo("support");
        assertThat(admin.json(
                                "PUT",
                                path + "/description",
                                "{\"knownError\":\"javascript:alert(1)\",\"reason\":\"try it\"}")
                        .statusCode())
                .isBetween(400, 422);
        assertThat(admin.json("POST", path + "/mend", "{\"reason\":\"receiver mended\"}")
                        .statusCode())
                .as("holds nothing")
                .isEqualTo(409);
        assertThat(admin.json("POST", path + "/solve", "{\"reason\":\"vendor delivered\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(admin.json("POST", path + "/solve", "{\"reason\":\"vendor delivered\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(admin.json("POST", path + "/reopen", "{\"reason\":\"it was not\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPeriodTurnedRoundIsRefused() {
        ConsoleClient admin = ConsoleClient.basic("admin", HubFixture.get().password("admin"));
        assertThat(admin.get("/api/v1/ops/since?from=2026-11-20T16:00:00Z&to=2026-11-19T16:00:00Z")
                        .statusCode())
                .isBetween(400, 422);
        assertThat(admin.get("/api/v1/ops/since?from=2020-11-20T16:00:00Z").statusCode())
                .isBetween(400, 422);
        assertThat(ConsoleClient.loggedIn("admin").get("/since?from=x").statusCode())
                .isBetween(400, 422);
    }
}
