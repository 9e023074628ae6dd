package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import se.knutpunkt.message.ReceiptCode;

/**
 * A system that fetches its messages: long-polls its inbox, journals each message as a pushed one, and acknowledges it.
 * It takes the behaviours of {@link SimulatedParties} as far as they make sense for one who fetches.
 */
public final class PullingParty implements AutoCloseable {

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);

    private final SimulatedSystem system;
    private final String hubUrl;
    private final PartyBook book;
    private final HttpClient client;
    private final ObjectMapper json = new ObjectMapper();
    private final ReceivedMessageReader reader = new ReceivedMessageReader();
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * @param system the system, whose token opens its inbox
     * @param hubUrl base address of the hub
     * @param parties where its messages are journaled and its behaviour is told
     * @param client shared by all who fetch
     */
    public PullingParty(SimulatedSystem system, String hubUrl, SimulatedParties parties, HttpClient client) {
        this.system = system;
        this.hubUrl = hubUrl;
        this.book = parties.book();
        this.client = client;
        this.thread = new Thread(this::run, "pull-" + system.id());
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        while (!stopped) {
            try {
                if (!fetch()) {
                    LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
                }
            } catch (IOException hubAway) {
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE.toNanos());
            } catch (InterruptedException end) {
                return;
            }
        }
    }

    private boolean fetch() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(
                request("/api/v1/inbox?wait=20s&limit=50").GET().build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            return response.statusCode() == 204;
        }
        for (JsonNode item : json.readTree(response.body()).path("items")) {
            if (!take(item)) {
                return false;
            }
        }
        return true;
    }

    /** True when the item was acknowledged, so that the next of its lane may come. */
    private boolean take(JsonNode item) throws IOException, InterruptedException {
        Behaviour behaviour = book.next(system.id());
        LockSupport.parkNanos(behaviour.delay().toNanos());
        PartyJournal journal = book.journal(system.id());
        Optional<ReceivedMessage> message = read(item.path("message"));
        if (message.isEmpty()) {
            journal.fail();
            return acknowledge(item, ReceiptCode.FATAL_ERROR);
        }
        if (!behaviour.kind().receives()) {
            journal.refuse();
            return behaviour.kind() == Behaviour.Kind.REFUSE && acknowledge(item, ReceiptCode.FATAL_ERROR);
        }
        boolean marked = item.path("possibleDuplicate").asBoolean();
        journal.receive(marked ? message.get().markedByTransport() : message.get());
        return behaviour.kind() == Behaviour.Kind.ANSWER && acknowledge(item, ReceiptCode.OK);
    }

    private Optional<ReceivedMessage> read(JsonNode message) {
        return message.isTextual()
                ? reader.read(message.asText().getBytes(StandardCharsets.UTF_8))
                : reader.readTree(message);
    }

    private boolean acknowledge(JsonNode item, ReceiptCode code) throws IOException, InterruptedException {
        String path = "/api/v1/inbox/" + item.path("deliveryId").asText() + "/ack";
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code.fhirCode() + "\"}"))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(hubUrl + path))
                .timeout(Duration.ofSeconds(40))
                .header("Authorization", "Bearer " + system.token());
    }
}
