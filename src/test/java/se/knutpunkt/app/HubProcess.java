package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The packaged hub, started for real in a process of its own with the identities of the demonstration. */
final class HubProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "knutpunkt.jar");
    private static final Duration READY = Duration.ofMinutes(3);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Path data;
    private final Map<String, String> settings;
    private Process process;

    /** @param settings properties of the hub beside its data directory, identities and free ports */
    HubProcess(Path data, Map<String, String> settings) {
        this.data = data;
        this.settings = new TreeMap<>(settings);
        this.settings.put("hub.data", data.toString());
        this.settings.put("hub.demo", "true");
        for (String port : List.of("server.port", "hub.https.port", "hub.mllp.port", "hub.mllp.tls-port")) {
            this.settings.put(port, "0");
        }
    }

    /** Starts it, and returns when it is ready. */
    void start() throws IOException {
        assertThat(JAR).as("packaged by the build before this test").exists();
        Files.createDirectories(data);
        Files.deleteIfExists(data.resolve("ports.json"));
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m"));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("out.log").toFile()))
                .start();
        Awaitility.await("ready, see out.log in " + data)
                .atMost(READY)
                .pollInterval(Duration.ofMillis(200))
                .failFast("ended by itself, see out.log in " + data, () -> !process.isAlive())
                .until(() -> Files.exists(data.resolve("ports.json"))
                        && get("/actuator/health/readiness").statusCode() == 200);
    }

    /** {@code kill -9}: nothing of the hub's own runs any more, and what it started is left behind. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    HttpResponse<String> post(String systemId, byte[] message) throws IOException, InterruptedException {
        return CLIENT.send(
                request("/api/v1/messages")
                        .header(
                                "Authorization",
                                "Bearer " + DemoTokens.read(data).get(systemId))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    Path data() {
        return data;
    }

    private HttpRequest.Builder request(String path) throws IOException {
        int port = new ObjectMapper()
                .readTree(data.resolve("ports.json").toFile())
                .path("http")
                .asInt();
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    /** Stops it in order, and with it what it has started. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
