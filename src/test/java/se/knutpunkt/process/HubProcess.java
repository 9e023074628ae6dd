package se.knutpunkt.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.awaitility.Awaitility;
import se.knutpunkt.app.DemoDoor;

/**
 * The packaged hub, started for real in a process of its own with the identities of the demonstration, on its own data directory and
 * ports, which it keeps over restarts.
 */
public final class HubProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "knutpunkt.jar");
    private static final String MAIN = "se.knutpunkt.app.Knutpunkt";
    private static final Duration READY = Duration.ofMinutes(5);
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final Path data;
    private final Path log;
    private final int httpPort;
    private final int mllpPort;
    private final List<String> options = new ArrayList<>();
    private final OwnProcess process;

    /**
     * @param data its data directory; its log is a file beside it
     * @param settings settings of the hub by name, beside its data directory, identities and ports
     */
    public HubProcess(Path data, Map<String, String> settings) {
        this(data, settings, List.of("-Xmx512m"));
    }

    /** @param jvm options of its JVM */
    public HubProcess(Path data, Map<String, String> settings, List<String> jvm) {
        assertThat(JAR).as("the packaged hub, which `./mvnw package` makes").isRegularFile();
        this.data = data;
        this.log = data.resolveSibling(data.getFileName() + ".log");
        FreePorts ports = new FreePorts();
        this.httpPort = ports.next();
        this.mllpPort = ports.next();
        Map<String, String> all = new TreeMap<>(settings);
        all.put("hub.demo", "true");
        all.put("hub.data", data.toString());
        all.put("server.port", String.valueOf(httpPort));
        all.put("hub.mllp.port", String.valueOf(mllpPort));
        all.put("hub.mllp.tls-port", "0");
        all.put("hub.https.port", "0");
        options.addAll(jvm);
        all.forEach((name, value) -> options.add("-D" + name + "=" + value));
        this.process = new OwnProcess(words(""), log);
    }

    /** From its next start on it is another version: what stands in this folder comes before what it is packaged with. */
    public void upgrade(Path before) {
        process.command(words(before.toAbsolutePath() + System.getProperty("path.separator")));
    }

    private List<String> words(String before) {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of("-cp", before + JAR, MAIN));
        return words;
    }

    public String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    public int httpPort() {
        return httpPort;
    }

    public int mllpPort() {
        return mllpPort;
    }

    public Path data() {
        return data;
    }

    /** What it has printed, over all its starts. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Starts it, and returns when it is ready. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting. */
    public void launch() {
        process.start();
    }

    /** Until it says that it is ready; fails when it has ended instead. */
    public void awaitReady() {
        Awaitility.await("hub ready, see " + log)
                .atMost(READY)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || isReady());
        assertThat(process.isAlive())
                .as("the hub has ended: %s", process.lastLines())
                .isTrue();
    }

    public boolean isReady() {
        return health("/readiness").contains("UP");
    }

    /** The health of the whole, such as {@code UP} or {@code DEGRADED}; empty when it does not answer. */
    public String health(String group) {
        try {
            return get("/actuator/health" + group).body();
        } catch (IOException away) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a message in plain JSON as this system. */
    public HttpResponse<String> post(String systemId, byte[] message) throws IOException, InterruptedException {
        return CLIENT.send(
                request("/api/v1/messages")
                        .header("Authorization", "Bearer " + DemoDoor.token(data, systemId))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(message))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(30));
    }

    /** {@code kill -9}: nothing of the hub's own runs any more, and what it started is left behind. */
    public void kill() {
        process.kill();
    }

    /** Asks it to stop, and waits until it has. */
    public void stop() {
        process.stop();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The embedded database's own process, which the hub does not share. */
    public ProcessHandle database() {
        Path file = data.resolve("postgres").resolve("postmaster.pid");
        try {
            long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
            return ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException("the database is not running: " + pid));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public void killDatabase() {
        OwnProcess.kill(database());
    }

    /** Stops it in order; the database goes with it. */
    @Override
    public void close() {
        if (process.isAlive()) {
            process.stop();
        }
    }
}
