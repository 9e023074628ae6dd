package se.knutpunkt.crash;

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

/** The packaged hub in a process of its own, on its own data directory and ports, which it keeps over restarts. */
final class HubProcess implements AutoCloseable {

    private static final Path JAR = Path.of("target", "knutpunkt.jar");
    private static final Duration READY = Duration.ofMinutes(5);

    private final Path data;
    private final int httpPort;
    private final int mllpPort;
    private final OwnProcess process;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /**
     * @param folder for the data directory and the log
     * @param settings settings of the hub by name
     */
    HubProcess(Path folder, FaultPoints faults, Map<String, String> settings) {
        assertThat(JAR).as("the packaged hub, which `./mvnw package` makes").isRegularFile();
        this.data = folder.resolve("data");
        FreePorts ports = new FreePorts();
        this.httpPort = ports.next();
        this.mllpPort = ports.next();
        Map<String, String> all = new TreeMap<>(settings);
        all.put("hub.data", data.toString());
        all.put("hub.allow-embedded", "true");
        all.put("hub.configuration-watch", "false");
        all.put("server.port", String.valueOf(httpPort));
        all.put("hub.mllp.port", String.valueOf(mllpPort));
        all.put("hub.mllp.tls-port", "0");
        all.put("hub.https.port", "0");
        all.put(faults.property(), faults.folder().toString());
        List<String> arguments = new ArrayList<>(List.of("-Xmx700m", "-XX:TieredStopAtLevel=1"));
        all.forEach((name, value) -> arguments.add("-D" + name + "=" + value));
        arguments.addAll(List.of("-jar", JAR.toString()));
        this.process = new OwnProcess(arguments, folder.resolve("hub.log"));
    }

    String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    int mllpPort() {
        return mllpPort;
    }

    Path data() {
        return data;
    }

    void start() {
        process.start();
    }

    /** Until it says that it is ready; fails when it has ended instead. */
    void awaitReady() {
        Awaitility.await("hub ready, see hub.log beside " + data)
                .atMost(READY)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || health("/readiness").contains("UP"));
        assertThat(process.isAlive())
                .as("the hub has ended: %s", process.lastLines())
                .isTrue();
    }

    /** The health of the whole, such as {@code UP} or {@code DEGRADED}; empty when it does not answer. */
    String health(String group) {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url() + "/actuator/health" + group))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException away) {
            return "";
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    void kill() {
        process.kill();
    }

    /** The embedded database's own process, which the hub does not share. */
    ProcessHandle database() {
        Path file = data.resolve("postgres").resolve("postmaster.pid");
        try {
            long pid = Long.parseLong(Files.readAllLines(file).get(0).strip());
            return ProcessHandle.of(pid)
                    .orElseThrow(() -> new IllegalStateException("the database is not running: " + pid));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    void killDatabase() {
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
