package se.knutpunkt.process;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** An external Artemis, started from the test's own class path in a process of its own. */
public final class BrokerProcess implements AutoCloseable {

    public static final String USER = "hub";
    public static final String PASSWORD = "only-for-this-test";

    private final Kind kind;
    private final Path folder;
    private final int port;
    private final Path log;
    private final OwnProcess process;

    /** What it is to another one. */
    public enum Kind {
        ALONE,
        SHARED_PRIMARY,
        SHARED_BACKUP,
        REPLICATED_PRIMARY,
        REPLICATED_BACKUP
    }

    /** One that is alone. */
    public BrokerProcess(Path folder) {
        this(Kind.ALONE, folder.resolve("broker"), new FreePorts().next(), 0);
    }

    /**
     * @param folder for its journal: that of both where it is shared
     * @param other port of the other one of the pair
     */
    public BrokerProcess(Kind kind, Path folder, int port, int other) {
        this.kind = kind;
        this.port = port;
        this.folder = folder;
        log = folder.resolveSibling(kind.name().toLowerCase(java.util.Locale.ROOT) + ".log");
        process = new OwnProcess(words(other), log);
    }

    private List<String> words(int other) {
        return List.of(
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BrokerMain.class.getName(),
                kind.name(),
                folder.toString(),
                String.valueOf(port),
                String.valueOf(other));
    }

    /** Settings of a hub that uses it, and it alone. */
    public Map<String, String> settings() {
        return settings("tcp://127.0.0.1:" + port);
    }

    /** Settings of a hub that uses the brokers at this address. */
    public static Map<String, String> settings(String url) {
        return Map.of("hub.broker.url", url, "hub.broker.user", USER, "hub.broker.password", PASSWORD);
    }

    public int port() {
        return port;
    }

    /** On return it takes connections. */
    public void start() {
        launch();
        awaitListening();
    }

    public void launch() {
        process.start();
    }

    public void awaitListening() {
        Awaitility.await(kind + " listening")
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .failFast("the broker has ended, see " + log, () -> !process.isAlive())
                .until(this::listens);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public void kill() {
        process.kill();
    }

    /** True when it has printed this, in whichever of its lives. */
    public boolean hasSaid(String text) {
        try {
            return Files.exists(log) && Files.readString(log).contains(text);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** True when it takes connections, which a waiting backup does not. */
    public boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.stop();
        }
    }
}
