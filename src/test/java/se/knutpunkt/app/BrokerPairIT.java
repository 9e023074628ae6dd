package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.knutpunkt.process.BrokerPair;
import se.knutpunkt.process.BrokerProcess;
import se.knutpunkt.process.HubProcess;

/** An Artemis pair, each a process of its own: the primary is killed under load and the backup carries the hints on. */
@Tag("long")
class BrokerPairIT {

    private static final Path ROOT = Path.of("target", "broker-pair-it");
    private static final Duration SOON = Duration.ofSeconds(180);
    private static final int SOME = 10;

    @ParameterizedTest(name = "replicated: {0}")
    @ValueSource(booleans = {false, true})
    void theBackupTakesOverUnderLoadAndNothingIsLost(boolean replicated) throws Exception {
        DemoFiles.deleteTree(ROOT);
        try (BrokerPair brokers = new BrokerPair(ROOT, replicated)) {
            brokers.start();
            failOver(brokers);
        }
    }

    private static void failOver(BrokerPair brokers) throws Exception {
        int backupPort = brokers.backup().port();
        try (SlowReceiver receiver = new SlowReceiver();
                HubProcess hub =
                        new HubProcess(ROOT.resolve("hub"), ExternalServers.settings(brokers.url(), receiver))) {
            hub.start();
            Set<String> accepted = new HashSet<>();
            try (SteadySender sender = new SteadySender(hub)) {
                awaitMore(sender);
                await("the backup waits").atMost(SOON).until(brokers::isBackedUp);

                brokers.primary().kill();
                long killed = System.nanoTime();
                awaitMore(sender);
                System.out.printf("intake went on, %.1f s after the kill%n", seconds(killed));

                await().atMost(SOON).until(brokers.backup()::listens);
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

    private static void awaitMore(SteadySender sender) {
        int before = sender.accepted().size();
        await().atMost(SOON).until(() -> sender.accepted().size() >= before + SOME);
    }

    private static boolean hasQueue(int port, String name) throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(
                        BrokerProcess.USER, BrokerProcess.PASSWORD, false, true, true, false, 1)) {
            return session.queueQuery(SimpleString.of(name)).isExists();
        }
    }

    private static int countConsumers(int port) throws Exception {
        try (ServerLocator locator = ActiveMQClient.createServerLocator("tcp://127.0.0.1:" + port);
                ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(
                        BrokerProcess.USER, BrokerProcess.PASSWORD, false, true, true, false, 1)) {
            return session.queueQuery(SimpleString.of("hub.deliver." + SlowReceiver.SYSTEM))
                    .getConsumerCount();
        }
    }

    private static double seconds(long from) {
        return (System.nanoTime() - from) / 1_000_000_000.0;
    }
}
