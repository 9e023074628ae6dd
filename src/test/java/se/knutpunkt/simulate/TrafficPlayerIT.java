package se.knutpunkt.simulate;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Format;
import se.knutpunkt.message.TimeOrderedIds;

class TrafficPlayerIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SimulatedSystem WARD = new SimulatedSystem(
            "ward", "SE2321000131-SYSWARD", Set.of(), "none", Format.EVENT_JSON, List.of(Format.EVENT_JSON), "secret");
    private static final SimulatedSystem ADT = new SimulatedSystem(
            "adt", "SE2321000131-SYSADT", Set.of(), "none", Format.HL7_V2, List.of(Format.HL7_V2), "");
    private static final SimulatedMunicipality ALE =
            new SimulatedMunicipality("1440", "Ale", "SIMBA", 32595, "municipality-ale", "municipality-ale");

    private final WireMockServer hub = new WireMockServer(options().dynamicPort());
    private final SimulatedParties mllpHub = new SimulatedParties(new TimeOrderedIds(), Clock.systemUTC());
    private TrafficPlayer player;

    @BeforeEach
    void open() {
        hub.start();
        player = new TrafficPlayer(
                hub.baseUrl(),
                mllpHub.startMllp("hub", 0),
                new TrafficScript(
                        List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), List.of(), 0, Map.of(),
                        Map.of()),
                new TimeOrderedIds(),
                Clock.systemUTC(),
                0);
    }

    @AfterEach
    void close() {
        player.close();
        mllpHub.close();
        hub.stop();
    }

    @Test
    void laterMessagesCarryTheEpisodeOfTheFirstReceiptInRisingSentTimes() throws Exception {
        accepting();

        TrafficResult result = player.play(List.of(episode(message("m1"), message("m2"), message("m3"))), List.of(), 2);

        List<JsonNode> sent = sent();
        assertThat(sent.get(0).at("/episode/id").isMissingNode()).isTrue();
        assertThat(sent.subList(1, 3))
                .allMatch(event -> event.at("/episode/id").asText().equals("e1"));
        assertThat(sent)
                .extracting(event -> OffsetDateTime.parse(event.path("sentAt").asText()))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(result.accepted()).isEqualTo(Map.of("e1", List.of("m1", "m2", "m3")));
        assertThat(result.surprises()).isEmpty();
        assertThat(result.episodes()).isEqualTo(1);
    }

    @Test
    void whatTheHubCannotTakeNowIsSentAgainAsAnotherTransmission() throws Exception {
        hub.stubFor(post(urlPathEqualTo("/api/v1/messages"))
                .inScenario("busy")
                .whenScenarioStateIs(STARTED)
                .willSetStateTo("well")
                .willReturn(aResponse().withStatus(503)));
        hub.stubFor(post(urlPathEqualTo("/api/v1/messages"))
                .inScenario("busy")
                .whenScenarioStateIs("well")
                .willReturn(accepted()));

        TrafficResult result = player.play(List.of(episode(message("m1"))), List.of(), 1);

        List<JsonNode> sent = sent();
        assertThat(sent)
                .hasSize(2)
                .allMatch(event -> event.path("messageId").asText().equals("m1"));
        assertThat(sent.get(0).path("transmissionId")).isNotEqualTo(sent.get(1).path("transmissionId"));
        assertThat(result.total()).isEqualTo(new SenderCounts(1, 1, 0, 0, 0));
    }

    @Test
    void episodeWhoseFirstMessageIsRefusedIsCutShortAndTheRefusalIsASurprise() {
        hub.stubFor(post(urlPathEqualTo("/api/v1/messages"))
                .willReturn(aResponse()
                        .withStatus(422)
                        .withBody("{\"code\":\"fatal-error\",\"errors\":[{\"number\":\"HUB-101\"}]}")));

        TrafficResult result = player.play(List.of(episode(message("m1"), message("m2"))), List.of(), 1);

        hub.verify(1, postRequestedFor(urlPathEqualTo("/api/v1/messages")));
        assertThat(result.broken()).isEqualTo(1);
        assertThat(result.errors()).isEqualTo(Map.of("HUB-101", 1L));
        assertThat(result.surprises()).containsExactly("place m1 (event-json): REFUSED [HUB-101]");
    }

    @Test
    void streamGoesOverMllpAndCountsAsNowhere() {
        PlannedMessage first = adt("c1");
        PlannedMessage second = adt("c2");

        TrafficResult result = player.play(List.of(), List.of(first, second), 1);

        assertThat(result.senders()).isEqualTo(Map.of("adt hl7v2", new SenderCounts(2, 0, 0, 2, 0)));
        assertThat(mllpHub.counts("hub").received()).isEqualTo(2);
    }

    @Test
    void messagesCarryTheTokenOfTheirSystem() {
        accepting();

        player.play(List.of(episode(message("m1"))), List.of(), 1);

        hub.verify(
                1,
                postRequestedFor(urlPathEqualTo("/api/v1/messages"))
                        .withHeader("Authorization", containing("Bearer secret")));
    }

    private void accepting() {
        hub.stubFor(post(urlPathEqualTo("/api/v1/messages")).willReturn(accepted()));
    }

    private static ResponseDefinitionBuilder accepted() {
        return okJson("{\"code\":\"ok\",\"outcome\":\"accepted\",\"episodeId\":\"e1\"}");
    }

    private List<JsonNode> sent() throws Exception {
        List<JsonNode> sent = new ArrayList<>();
        for (var request : hub.findAll(postRequestedFor(urlPathEqualTo("/api/v1/messages")))) {
            sent.add(JSON.readTree(request.getBody()));
        }
        return sent;
    }

    private static PlannedEpisode episode(PlannedMessage... messages) {
        return new PlannedEpisode("template", ALE, List.of(messages));
    }

    private static PlannedMessage message(String id) {
        ObjectNode event = JSON.createObjectNode().put("messageId", id);
        return new PlannedMessage("place " + id, WARD, "hospital", Format.EVENT_JSON, 0, event, false);
    }

    private static PlannedMessage adt(String id) {
        ObjectNode event = JSON.createObjectNode().put("messageId", "00000000-0000-7000-8000-0000000000" + id);
        event.putObject("adt").put("trigger", "A08").put("municipality", "1440");
        event.putObject("patient").putObject("id").put("kind", "personnummer").put("value", "193704219124");
        return new PlannedMessage(PlannedMessage.STREAM + " A08", ADT, "adt", Format.HL7_V2, 0, event, false);
    }
}
