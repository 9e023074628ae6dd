package se.knutpunkt.app;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import se.knutpunkt.process.HubProcess;

/** Uddevalla's system outside the hub's process, which takes its time over each message, and the messages written to it. */
final class SlowReceiver implements AutoCloseable {

    /** Who sends to it. */
    static final String SENDER = "samsa";

    static final String SYSTEM = "municipality-uddevalla";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ANSWER_MILLIS = 300;

    private final WireMockServer http = new WireMockServer(wireMockConfig().dynamicPort());

    SlowReceiver() {
        http.start();
        answer(202);
    }

    /** From the next message on it answers with this status. */
    void answer(int status) {
        http.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(status).withFixedDelay(ANSWER_MILLIS)));
    }

    /** How a hub is told of it. */
    Map<String, String> settings() {
        return Map.of(
                "HUB_SIMULATOR_BASE", http.baseUrl(),
                "hub.credentials.hub-client-certificate.bearer", "only-for-this-test",
                "hub.credentials.samsa-token.bearer", "only-for-this-test");
    }

    /** A message with this id, of an episode of its own. */
    static byte[] message(UUID messageId) throws IOException {
        ObjectNode message = (ObjectNode) JSON.readTree(
                Path.of("test-data/examples/admission-notice.json").toFile());
        OffsetDateTime now = OffsetDateTime.now(ZoneId.of("Europe/Stockholm"))
                .minusMinutes(1)
                .truncatedTo(ChronoUnit.SECONDS);
        message.put("messageId", messageId.toString());
        message.put("transmissionId", UUID.randomUUID().toString());
        message.put("happenedAt", written(now)).put("sentAt", written(now));
        ((ObjectNode) message.path("sender")).put("unit", "SE2321000131-SYN000020A1");
        ArrayNode receivers = message.putArray("receivers");
        receivers.addObject().put("unit", "SE2120001397-SYN1485").put("role", "social-services");
        ((ObjectNode) message.at("/patient/address")).put("municipalityCode", "1485");
        ObjectNode episode = message.putObject("episode");
        episode.putObject("visitNumber")
                .put("value", "VT" + messageId.toString().substring(0, 13))
                .put("assigner", "SE2321000131-SYN000019");
        episode.put("admittedAt", written(now))
                .put("estimatedDischarge", written(now.plusDays(3)))
                .put("unit", "SE2321000131-SYN000020A1");
        ((ObjectNode) message.path("content")).putArray("needs").add("social-services");
        return JSON.writeValueAsBytes(message);
    }

    // toString leaves out the seconds when there are none, and a time without seconds is refused
    private static String written(OffsetDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    /** Sends so many messages of their own to the hub, which takes them all; returns their ids. */
    static Set<String> send(HubProcess hub, int count) throws IOException, InterruptedException {
        Set<String> accepted = new HashSet<>();
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            var answer = hub.post(SENDER, message(id));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            accepted.add(id.toString());
        }
        return accepted;
    }

    boolean hasNone(Collection<String> messageIds) {
        return requests().stream()
                .map(request -> request.getHeader("X-Hub-Message-Id"))
                .noneMatch(messageIds::contains);
    }

    boolean hasAll(Collection<String> messageIds) {
        return requests().stream()
                .map(request -> request.getHeader("X-Hub-Message-Id"))
                .collect(Collectors.toSet())
                .containsAll(messageIds);
    }

    /** What came more than once came under the same delivery id, and said so every time but the first. */
    void requireNothingTwiceUnmarked() {
        assertThat(byMessage())
                .allSatisfy((messageId, requests) -> assertThat(
                                requests.stream().map(request -> request.getHeader("X-Hub-Delivery-Id")))
                        .as(messageId)
                        .containsOnly(requests.get(0).getHeader("X-Hub-Delivery-Id")));
        requireRepetitionsMarked();
    }

    /** What came more than once, under whichever delivery id, said so every time but the first. */
    void requireRepetitionsMarked() {
        assertThat(byMessage())
                .allSatisfy((messageId, requests) -> assertThat(requests.stream()
                                .filter(request -> request.getHeader("X-Hub-Possible-Duplicate") == null))
                        .as(messageId)
                        .hasSizeLessThanOrEqualTo(1));
    }

    /** How many of these came more than once. */
    long countRepeated(Collection<String> messageIds) {
        return byMessage().entrySet().stream()
                .filter(message -> messageIds.contains(message.getKey())
                        && message.getValue().size() > 1)
                .count();
    }

    private Map<String, List<LoggedRequest>> byMessage() {
        return requests().stream().collect(Collectors.groupingBy(request -> request.getHeader("X-Hub-Message-Id")));
    }

    private List<LoggedRequest> requests() {
        return http.findAll(postRequestedFor(urlEqualTo("/event/" + SYSTEM)));
    }

    @Override
    public void close() {
        http.stop();
    }
}
