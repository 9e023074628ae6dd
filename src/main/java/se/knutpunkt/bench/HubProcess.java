package se.knutpunkt.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The hub for real, as an operator starts it, in a process of its own on its embedded default: own data directory, PostgreSQL with
 * {@code fsync} on, own broker.
 */
final class HubProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration READY = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 50;

    private final String mainClass;
    private final BenchFolder folder;
    private final List<String> options;
    private final Map<String, String> environment;
    private final Micros micros;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private ChildProcess process;
    private String baseUrl = "";

    /**
     * @param mainClass the program's main class
     * @param options of the hub's JVM
     * @param receivers base address of the receivers
     */
    HubProcess(String mainClass, BenchFolder folder, List<String> options, String receivers, Micros micros) {
        this.mainClass = mainClass;
        this.folder = folder;
        this.options = options;
        this.micros = micros;
        this.environment = Map.of("SPRING_APPLICATION_JSON", settings().toString(), "HUB_SIMULATOR_BASE", receivers);
    }

    private ObjectNode settings() {
        ObjectNode settings = JSON.createObjectNode();
        settings.put("hub.data", folder.data().toString());
        settings.put("hub.allow-embedded", "true");
        // Only so does it take test identities; nothing else on the way of a message differs.
        settings.put("hub.demo", "true");
        settings.put("hub.https.port", "0");
        settings.put("hub.configuration", folder.configuration().toString());
        settings.put("hub.configuration-watch", "false");
        settings.put("hub.tokens", folder.tokens().toString());
        settings.put("hub.credentials." + BenchConfiguration.CREDENTIAL + ".bearer", folder.receiverToken());
        settings.put("server.port", "0");
        settings.put("hub.mllp.port", "0");
        settings.put("hub.mllp.tls-port", "0");
        return settings;
    }

    /** Starts it and waits until it says that it is ready; the seconds that took. */
    double start() {
        Path ports = folder.data().resolve("ports.json");
        long begin = micros.now();
        try {
            Files.deleteIfExists(ports);
        } catch (IOException stays) {
            throw new HubException(ErrorCode.SETTING_INVALID, "ports.json", "cannot be removed", stays);
        }
        process = ChildProcess.start(
                // Routes are read from the directory it works in.
                new ChildProcess.Start(
                        options, mainClass, List.of(), folder.configuration(), folder.hubLog(), environment),
                false);
        while (!isReady(ports)) {
            if (!process.isAlive() || micros.now() - begin > READY.toMillis() * 1_000) {
                throw new HubException(ErrorCode.INTERNAL, "hub", "does not become ready, see " + folder.hubLog());
            }
            micros.pause(LOOK_MILLIS);
        }
        return (micros.now() - begin) / 1e6;
    }

    String baseUrl() {
        return baseUrl;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Stops it in order; its database goes with it. */
    @Override
    public void close() {
        if (process != null) {
            process.close();
        }
    }

    private boolean isReady(Path ports) {
        if (!Files.exists(ports)) {
            return false;
        }
        try {
            baseUrl = "http://127.0.0.1:"
                    + JSON.readTree(ports.toFile()).path("http").asInt();
            HttpResponse<String> health = client.send(
                    HttpRequest.newBuilder(URI.create(baseUrl + "/actuator/health/readiness"))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return health.statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new HubException(ErrorCode.INTERNAL, "hub", "interrupted", stopped);
        }
    }
}
