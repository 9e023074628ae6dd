package se.knutpunkt.simulate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import se.knutpunkt.codec.Format;

/** Sends FHIR messages and JSON events to the hub as a system does, with its bearer token. Safe for threads. */
public final class HttpSender {

    private final String hubUrl;
    private final Duration patience;
    private final HttpClient client;
    private final HubAnswerReader reader = new HubAnswerReader();

    /**
     * @param hubUrl base address of the hub, without a slash at its end
     * @param patience how long an answer is waited for
     */
    public HttpSender(String hubUrl, Duration patience) {
        this.hubUrl = hubUrl;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
    }

    public SendResult send(String token, Format format, byte[] message) {
        boolean event = format == Format.EVENT_JSON;
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(hubUrl + (event ? "/api/v1/messages" : "/fhir/$process-message")))
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", format.mediaType())
                .header("Accept", format.mediaType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                .build();
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return reader.readHttp(response.statusCode(), response.body());
        } catch (IOException noAnswer) {
            return SendResult.of(SendResult.Outcome.NO_ANSWER);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return SendResult.of(SendResult.Outcome.NO_ANSWER);
        }
    }
}
