package se.knutpunkt.simulate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Format;
import se.knutpunkt.message.TimeOrderedIds;

class PullingPartyIT {

    private static final SimulatedSystem ORUST = new SimulatedSystem(
            "municipality-orust",
            "SE2120001314-SYS",
            Set.of(),
            "pull",
            Format.EVENT_JSON,
            List.of(Format.EVENT_JSON),
            "secret");

    private final WireMockServer hub = new WireMockServer(options().dynamicPort());
    private final SimulatedParties parties = new SimulatedParties(new TimeOrderedIds(), Clock.systemUTC());
    private PullingParty orust;

    @BeforeEach
    void open() {
        hub.start();
        hub.stubFor(get(urlPathEqualTo("/api/v1/inbox"))
                .inScenario("inbox")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("empty")
                .willReturn(okJson("{\"items\":[" + item("d1", "m1", false) + "," + item("d1", "m1", true) + ","
                        + item("d2", "m2", false) + "]}")));
        hub.stubFor(get(urlPathEqualTo("/api/v1/inbox"))
                .inScenario("inbox")
                .whenScenarioStateIs("empty")
                .willReturn(
                        aResponse().withStatus(200).withBody("{\"items\":[]}").withFixedDelay(100)));
        hub.stubFor(post(urlPathMatching("/api/v1/inbox/.*/ack")).willReturn(okJson("{}")));
        orust = new PullingParty(ORUST, hub.baseUrl(), parties, HttpClient.newHttpClient());
    }

    @AfterEach
    void close() {
        orust.close();
        parties.close();
        hub.stop();
    }

    @Test
    void everyMessageIsJournaledAndAcknowledgedWithTheSystemsToken() {
        orust.start();

        await().untilAsserted(() -> hub.verify(
                1,
                postRequestedFor(urlPathEqualTo("/api/v1/inbox/d2/ack"))
                        .withHeader("Authorization", equalTo("Bearer secret"))
                        .withRequestBody(equalToJson("{\"code\":\"ok\"}"))));
        assertThat(parties.counts(ORUST.id())).isEqualTo(new PartyCounts(2, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void refusingPartyAcknowledgesWithAFatalError() {
        parties.behave(ORUST.id(), Behaviour.of(Behaviour.Kind.REFUSE));
        orust.start();

        await().untilAsserted(() -> hub.verify(
                1,
                postRequestedFor(urlPathEqualTo("/api/v1/inbox/d2/ack"))
                        .withRequestBody(equalToJson("{\"code\":\"fatal-error\"}"))));
        assertThat(parties.counts(ORUST.id()).received()).isZero();
    }

    private static String item(String deliveryId, String messageId, boolean marked) {
        return "{\"deliveryId\":\"" + deliveryId + "\",\"attempt\":1,\"possibleDuplicate\":" + marked
                + ",\"contentType\":\"application/json\",\"message\":"
                + Sample.event(messageId, "e1", "2026-11-02T09:15:00+01:00") + "}";
    }
}
