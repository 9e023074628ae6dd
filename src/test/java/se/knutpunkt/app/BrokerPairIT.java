package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.Test;

/** An Artemis pair on a shared store, each a process of its own: the primary is killed under load and the backup carries the hints on. */
class BrokerPairIT {

    private static final Path ROOT = Path.of("target", "broker-pair-it");
    private static final Duration SOON = Duration.ofSeconds(180);
    private static final int SOME = 10;

    @Test
    void theBackupTakesOverUnderLoadAndNothingIsLost() throws Exception {
        DemoFiles.deleteTree(ROOT);
        Files.createDirectories(ROOT);
        int primaryPort = ExternalServers.freePort();
        int backupPort = ExternalServers.freePort();
        Process primary = broker("primary", primaryPort, backupPort);
        Process backup = null;
        try {
            await().atMost(SOON).until(() -> listens(primaryPort));
            backup = broker("backup", backupPort, primaryPort);
            String url = "(tcp://127.0.0.1:" + primaryPort + ",tcp://127.0.0.1:" + backupPort
                    + ")?ha=true&reconnectAttempts=5";
            failOver(url, primary, backupPort);
        } finally {
            for (Process broker : backup == null ? List.of(primary) : List.of(primary, backup)) {
                broker.destroyForcibly();
                broker.waitFor(60, TimeUnit.SECONDS);
            }
        }
    }

    private static void failOver(String url, Process primary, int backupPort) throws Exception {
        try (SlowReceiver receiver = new SlowReceiver();
                HubProcess hub = new HubProcess(ROOT.resolve("hub"), ExternalServers.settings(url, receiver))) {
            hub.start();
            Set<String> accepted = new HashSet<>();
            try (SteadySender sender = new SteadySender(hub)) {
                awaitMore(sender);
                assertThat(listens(backupPort)).as("the backup waits").isFalse();

                primary.destroyForcibly();
                assertThat(primary.waitFor(60, TimeUnit.SECONDS)).isTrue();
                long killed = System.nanoTime();
                awaitMore(sender);
                System.out.printf("intake went on, %.1f s after the kill%n", seconds(killed));

                await().atMost(SOON).until(() -> listens(backupPort));
                await().atMost(SOON).until(() -> hasQueue(backupPort, "hub.dead"));
                await("hints are taken from the backup").atMost(SOON).until(() -> countConsumers(backupPort) > 0);
                System.out.printf("hints by the backup, %.1f s after the kill%n", seconds(killed));
                awaitMore(sender);
                sender.stop();
                accepted.addAll(sender.accepted());
                assertThat(sender.refusal()).isEmpty();
                assertThat(sender.countPutOff())
                        .as("intake never waits for the broker")
                        .isZero();
            }
            await().atMost(SOON).until(() -> receiver.hasAll(accepted));
            receiver.requireNothingTwiceUnmarked();
        }
    }

    private static Process broker(String kind, int port, int other) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-cp",
                        classPath,
                        PairedBroker.class.getName(),
                        kind,
                        ROOT.resolve("store").toString(),
                        String.valueOf(port),
                        String.valueOf(other))
                .redirectErrorStream(true)
                .redirectOutput(ROOT.resolve(kind + ".log").toFile())
                .start();
    }

    private static void awaitMore(SteadySender sender) {
        int before = sender.accepted().size();
        await().atMost(SOON).until(() -> sender.accepted().size() >= before + SOME);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean hasQueue(int port, String name) throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(
                        ExternalServers.USER, ExternalServers.PASSWORD, false, true, true, false, 1)) {
            return session.queueQuery(SimpleString.of(name)).isExists();
        }
    }

    private static int countConsumers(int port) throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(
                        ExternalServers.USER, ExternalServers.PASSWORD, false, true, true, false, 1)) {
            return session.queueQuery(SimpleString.of("hub.deliver." + SlowReceiver.SYSTEM))
                    .getConsumerCount();
        }
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1_000_000_000.0;
    }
}
