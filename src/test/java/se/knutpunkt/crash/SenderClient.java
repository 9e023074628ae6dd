package se.knutpunkt.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import se.knutpunkt.codec.Format;
import se.knutpunkt.intake.MessageIdDoor;
import se.knutpunkt.simulate.HttpSender;
import se.knutpunkt.simulate.MllpSender;
import se.knutpunkt.simulate.SendResult;
import se.knutpunkt.simulate.SimulatedSystem;

/** The senders' lines to one hub: HTTP, an MLLP connection per system and thread, and the question what became of a message. */
final class SenderClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String hubUrl;
    private final int mllpPort;
    private final HttpSender http;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, MllpSender> mllp = new ConcurrentHashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    SenderClient(String hubUrl, int mllpPort) {
        this.hubUrl = hubUrl;
        this.mllpPort = mllpPort;
        this.http = new HttpSender(hubUrl, PATIENCE);
    }

    SendResult send(SimulatedSystem system, Format format, byte[] message) {
        if (format != Format.HL7_V2) {
            return http.send(system.token(), format, message);
        }
        String line = system.id() + " " + Thread.currentThread().getId();
        return mllp.computeIfAbsent(line, name -> new MllpSender("127.0.0.1", mllpPort, PATIENCE))
                .send(message);
    }

    /** The id by which the receivers of an HL7 v2 message know it. */
    static String idOfHl7(SimulatedSystem system, byte[] message) {
        String[] header = new String(message, StandardCharsets.ISO_8859_1).split("\r", 2)[0].split("\\|", -1);
        return MessageIdDoor.ofHl7(system.hsaId(), header[9], header[6].substring(0, 8))
                .toString();
    }

    /** What the hub says of a message to its sender: an empty object when it knows none, nothing when it does not answer. */
    Optional<JsonNode> findStatus(SimulatedSystem system, String messageId) {
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(hubUrl + "/api/v1/messages/" + messageId))
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + system.token())
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 200 -> Optional.of(json.readTree(answer.body()));
                case 404 -> Optional.of(json.createObjectNode());
                default -> Optional.empty();
            };
        } catch (IOException away) {
            return Optional.empty();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        mllp.values().forEach(MllpSender::close);
    }
}
