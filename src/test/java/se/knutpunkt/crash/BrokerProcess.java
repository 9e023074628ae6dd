package se.knutpunkt.crash;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** An external Artemis, started from the test's own class path in a process of its own. */
final class BrokerProcess implements AutoCloseable {

    private static final String USER = "hub";
    private static final String PASSWORD = "only-for-this-test";

    private final int port = new FreePorts().next();
    private final OwnProcess process;

    BrokerProcess(Path folder) {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        process = new OwnProcess(
                List.of(
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        ArtemisMain.class.getName(),
                        folder.resolve("broker").toString(),
                        String.valueOf(port),
                        USER,
                        PASSWORD),
                folder.resolve("broker.log"));
    }

    /** Settings of a hub that uses it. */
    Map<String, String> settings() {
        return Map.of(
                "hub.broker.url", "tcp://127.0.0.1:" + port, "hub.broker.user", USER, "hub.broker.password", PASSWORD);
    }

    /** On return it takes connections. */
    void start() {
        process.start();
        Awaitility.await("broker listening")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .failFast("the broker has ended, see broker.log", () -> !process.isAlive())
                .until(this::listens);
    }

    void kill() {
        process.kill();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.stop();
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
