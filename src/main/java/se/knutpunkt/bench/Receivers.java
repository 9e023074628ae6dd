package se.knutpunkt.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The process of the receiving systems, from outside: tells them how to behave and takes what they noted. */
final class Receivers {

    private final String baseUrl;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** Told of each arrival, in the order they came. */
    interface Arrivals {
        void arrive(long atMicros, String system, String messageId, boolean marked);
    }

    Receivers(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    String baseUrl() {
        return baseUrl;
    }

    /** Hands over what has arrived since the last time. */
    void takeArrivals(Arrivals arrivals) {
        call("GET", "/admin/arrivals", "").lines().forEach(line -> {
            String[] parts = line.split(" ");
            arrivals.arrive(Long.parseLong(parts[0]), parts[1], parts[2], Boolean.parseBoolean(parts[3]));
        });
    }

    /** They answer 503 and take nothing. */
    void stopTaking(List<String> systems) {
        systems.forEach(system -> call("PUT", "/admin/behaviour/" + system, "{\"kind\": \"FAIL\", \"status\": 503}"));
    }

    /** The system's connections break before it has taken anything. */
    void beGone(String system) {
        call("PUT", "/admin/behaviour/" + system, "{\"kind\": \"GONE\"}");
    }

    void beWell(List<String> systems) {
        systems.forEach(system -> call("DELETE", "/admin/behaviour/" + system, ""));
    }

    private String call(String method, String path, String body) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + path))
                            .timeout(Duration.ofSeconds(60))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new HubException(ErrorCode.INTERNAL, "receivers", path + " answered " + response.statusCode());
            }
            return response.body();
        } catch (IOException away) {
            throw new HubException(ErrorCode.INTERNAL, "receivers", "their process does not answer", away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new HubException(ErrorCode.INTERNAL, "receivers", "interrupted", stopped);
        }
    }
}
