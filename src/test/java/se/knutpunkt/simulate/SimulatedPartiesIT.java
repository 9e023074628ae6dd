package se.knutpunkt.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.TimeOrderedIds;

class SimulatedPartiesIT {

    private static final String ALE = "municipality-ale";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private SimulatedParties parties;

    @BeforeEach
    void open() {
        parties = new SimulatedParties(new TimeOrderedIds(), Clock.systemUTC());
        parties.start(0);
    }

    @AfterEach
    void close() {
        parties.close();
    }

    @Test
    void fhirJsonIsAnsweredByAResponseThatNamesTheMessage() throws Exception {
        HttpResponse<String> answer = post("/fhir/", Sample.bundle("m1", "e1", "2026-11-02T09:15:00+01:00", false));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/fhir+json");
        assertThat(answer.body()).contains("\"identifier\":\"m1\",\"code\":\"ok\"");
        assertThat(parties.counts(ALE)).isEqualTo(new PartyCounts(1, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void fhirXmlIsAnsweredInXml() throws Exception {
        HttpResponse<String> answer = post("/fhir/", Sample.xml("m1", "e1", "2026-11-02T09:15:00+01:00", false));

        assertThat(answer.headers().firstValue("content-type")).hasValue("application/fhir+xml");
        assertThat(answer.body()).contains("<identifier value=\"m1\"/><code value=\"ok\"/>");
        assertThat(parties.counts(ALE).received()).isEqualTo(1);
    }

    @Test
    void jsonEventIsAnsweredByAJsonReceipt() throws Exception {
        HttpResponse<String> answer = post("/event/", Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00"));

        assertThat(answer.body()).isEqualTo("{\"code\":\"ok\",\"messageId\":\"m1\"}");
        assertThat(parties.has(ALE, "m1")).isTrue();
    }

    @Test
    void whatComesAgainUnmarkedIsADuplicate() throws Exception {
        String message = Sample.bundle("m1", "e1", "2026-11-02T09:15:00+01:00", false);
        post("/fhir/", message);
        post("/fhir/", message);

        assertThat(parties.counts(ALE)).isEqualTo(new PartyCounts(1, 1, 0, 0, 0, 0, 0));
    }

    @Test
    void whatComesAgainMarkedIsAPossibleDuplicate() throws Exception {
        post("/fhir/", Sample.bundle("m1", "e1", "2026-11-02T09:15:00+01:00", false));
        post("/fhir/", Sample.xml("m1", "e1", "2026-11-02T09:15:00+01:00", true));

        assertThat(parties.counts(ALE)).isEqualTo(new PartyCounts(1, 0, 1, 0, 0, 0, 0));
    }

    @Test
    void whatWasSentEarlierAndComesLaterIsOutOfOrder() throws Exception {
        post("/event/", Sample.event("m2", "e1", "2026-11-02T09:16:00+01:00"));
        post("/event/", Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00"));
        post("/event/", Sample.event("m0", "e2", "2026-11-02T09:14:00+01:00"));

        assertThat(parties.counts(ALE).outOfOrder()).isEqualTo(1);
        assertThat(parties.listOrderErrors(Map.of("e1", List.of("m1", "m2"))))
                .containsExactly(ALE + ": m1 came after a message accepted later");
        assertThat(parties.listOrderErrors(Map.of("e1", List.of("m2", "m1")))).isEmpty();
    }

    @Test
    void receiptsAreCountedApart() throws Exception {
        post("/receipts/", "{\"code\":\"ok\",\"level\":\"received\",\"messageId\":\"m1\"}");

        assertThat(parties.counts(ALE)).isEqualTo(new PartyCounts(0, 0, 0, 0, 1, 0, 0));
    }

    @Test
    void receiptThatComesAgainUnmarkedIsADuplicateAndAnotherOfTheSameMessageIsNot() throws Exception {
        for (String receipt : List.of("r1", "r2", "r1")) {
            post(
                    "/receipts/",
                    "{\"code\":\"ok\",\"level\":\"received\",\"receiptId\":\"" + receipt + "\",\"messageId\":\"m1\"}");
        }
        post(
                "/receipts/",
                "{\"code\":\"ok\",\"level\":\"received\",\"receiptId\":\"r2\",\"messageId\":\"m1\","
                        + "\"possibleDuplicate\":true}");

        assertThat(parties.counts(ALE)).isEqualTo(new PartyCounts(0, 1, 1, 0, 2, 0, 0));
    }

    @Test
    void refusalIsAReceiptAndNothingIsReceived() throws Exception {
        parties.behave(ALE, Behaviour.of(Behaviour.Kind.REFUSE));
        HttpResponse<String> json = post("/fhir/", Sample.bundle("m1", "e1", "2026-11-02T09:15:00+01:00", false));
        HttpResponse<String> xml = post("/fhir/", Sample.xml("m1", "e1", "2026-11-02T09:15:00+01:00", false));
        HttpResponse<String> event = post("/event/", Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00"));

        assertThat(json.statusCode()).isEqualTo(422);
        assertThat(json.body()).contains("fatal-error", "OperationOutcome");
        assertThat(xml.body()).contains("fatal-error", "<OperationOutcome>");
        assertThat(event.body()).contains("fatal-error");
        assertThat(parties.counts(ALE)).isEqualTo(new PartyCounts(0, 0, 0, 0, 0, 3, 0));
    }

    @Test
    void failureAndBusinessLastAsLongAsTheyAreTold() throws Exception {
        String message = Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00");
        parties.behave(ALE, Behaviour.fail(500).times(1));
        assertThat(post("/event/", message).statusCode()).isEqualTo(500);
        parties.behave(ALE, Behaviour.busy(429, Duration.ofSeconds(7)));
        HttpResponse<String> busy = post("/event/", message);
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("retry-after")).hasValue("7");
        parties.behave(ALE, Behaviour.of(Behaviour.Kind.TRANSIENT).times(1));
        assertThat(post("/event/", message).body()).contains("transient-error");
        assertThat(post("/event/", message).statusCode()).isEqualTo(200);
    }

    @Test
    void brokenConnectionAfterReceiptLeavesTheMessageReceived() throws Exception {
        String message = Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00");
        parties.behave(ALE, Behaviour.of(Behaviour.Kind.RESET).times(1));
        assertThatThrownBy(() -> post("/event/", message)).isInstanceOf(IOException.class);
        parties.behave(ALE, Behaviour.of(Behaviour.Kind.GONE).times(1));
        assertThatThrownBy(() -> post("/event/", message)).isInstanceOf(IOException.class);

        assertThat(parties.counts(ALE)).isEqualTo(new PartyCounts(1, 0, 0, 0, 0, 1, 0));
    }

    @Test
    void nonsenseAndSilenceComeAfterReceiving() throws Exception {
        parties.behave(ALE, Behaviour.of(Behaviour.Kind.GARBAGE).times(1));
        HttpResponse<String> answer = post("/event/", Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("<html>{]");
        parties.behave(ALE, Behaviour.of(Behaviour.Kind.HANG).times(1));
        assertThatThrownBy(() -> post("/event/", Sample.event("m2", "e1", "2026-11-02T09:16:00+01:00")))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(parties.counts(ALE).received()).isEqualTo(2);
    }

    @Test
    void slowPartyAnswersInTheEnd() throws Exception {
        parties.behave(ALE, Behaviour.slow(Duration.ofMillis(50)));

        assertThat(post("/event/", Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00"))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void partiesThatWentAwayComeBackOnTheSamePort() throws Exception {
        String message = Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00");
        String before = parties.baseUrl();
        parties.goAway();
        assertThatThrownBy(() -> post("/event/", message)).isInstanceOf(IOException.class);
        parties.comeBack();

        assertThat(parties.baseUrl()).isEqualTo(before);
        assertThat(post("/event/", message).statusCode()).isEqualTo(200);
    }

    @Test
    void whatCannotBeReadIsCountedAndTheNextOneIsServed() throws Exception {
        assertThat(post("/event/", "{\"messageId\":").statusCode()).isEqualTo(400);
        assertThat(post("/fhir/", "<Bundle><entry>").statusCode()).isEqualTo(400);
        assertThat(post("/event/", "").statusCode()).isEqualTo(400);
        assertThat(post("/event/", Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(parties.counts(ALE)).isEqualTo(new PartyCounts(1, 0, 0, 0, 0, 0, 3));
    }

    @Test
    void anotherProcessTellsAndAsksOverHttp() throws Exception {
        assertThat(request("PUT", "/admin/behaviour/" + ALE, "{\"kind\":\"busy\",\"status\":429,\"times\":1}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/event/", Sample.event("m1", "e1", "2026-11-02T09:15:00+01:00"))
                        .statusCode())
                .isEqualTo(429);
        assertThat(request("GET", "/admin/counts", "").body()).contains("\"" + ALE + "\":{", "\"refused\":1");
        assertThat(request("PUT", "/admin/behaviour/" + ALE, "{\"kind\":\"cheerful\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(request("DELETE", "/admin/counts", "").statusCode()).isEqualTo(200);
        assertThat(parties.counts()).isEmpty();
    }

    @Test
    void hl7IsAcknowledgedOverMllpAsTold() {
        int port = parties.startMllp("ward", 0);
        try (MllpSender sender = new MllpSender("127.0.0.1", port, Duration.ofSeconds(5))) {
            assertThat(send(sender, "C1").outcome()).isEqualTo(SendResult.Outcome.ACCEPTED);
            parties.behave("ward", Behaviour.of(Behaviour.Kind.REFUSE).times(1));
            assertThat(send(sender, "C2").outcome()).isEqualTo(SendResult.Outcome.REFUSED);
            parties.behave("ward", Behaviour.of(Behaviour.Kind.TRANSIENT).times(1));
            assertThat(send(sender, "C2").outcome()).isEqualTo(SendResult.Outcome.LATER);
            parties.behave("ward", Behaviour.of(Behaviour.Kind.GARBAGE).times(1));
            assertThat(send(sender, "C2").outcome()).isEqualTo(SendResult.Outcome.NO_ANSWER);
            parties.behave("ward", Behaviour.of(Behaviour.Kind.RESET).times(1));
            assertThat(send(sender, "C3").outcome()).isEqualTo(SendResult.Outcome.NO_ANSWER);
            assertThat(send(sender, "C4").outcome()).isEqualTo(SendResult.Outcome.ACCEPTED);
        }

        assertThat(parties.counts("ward")).isEqualTo(new PartyCounts(4, 0, 0, 0, 0, 2, 0));
    }

    private static SendResult send(MllpSender sender, String controlId) {
        return sender.send(Sample.adt(controlId).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return request("POST", path + ALE, body);
    }

    private HttpResponse<String> request(String method, String path, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(parties.baseUrl() + path))
                .timeout(Duration.ofSeconds(1))
                .method(method, BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
