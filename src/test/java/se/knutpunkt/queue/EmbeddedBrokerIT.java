package se.knutpunkt.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.ledger.Hint;

class EmbeddedBrokerIT {

    private static final String SYSTEM = "municipality-ale";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private EmbeddedBroker broker;
    private BrokerConnections connections;
    private HintSender sender;

    @BeforeEach
    void start() {
        broker = new EmbeddedBroker(BrokerSettings.embedded(data.resolve("artemis")));
        broker.start();
        connect();
    }

    @AfterEach
    void stop() {
        sender.stop();
        connections.close();
        broker.stop();
    }

    @Test
    void hintsSurviveARestartOfTheBroker() throws JMSException {
        List<Hint> hints = List.of(hint(1), hint(1), hint(1));
        sender.accept(hints);
        await().atMost(SOON).until(() -> peek() == hints.size());
        stop();
        start();
        assertThat(receive(hints.size())).containsExactlyElementsOf(ids(hints));
    }

    @Test
    void sameEnqueueingSentTwiceArrivesOnceAndTakesNothingElseWithIt() throws JMSException {
        Hint twice = hint(1);
        Hint other = hint(1);
        sender.accept(List.of(twice));
        await().atMost(SOON).until(() -> peek() == 1);
        sender.accept(List.of(twice, other));
        await().atMost(SOON).until(() -> peek() == 2);
        assertThat(receive(2)).containsExactlyElementsOf(ids(List.of(twice, other)));
        assertThat(sender.isAvailable()).isTrue();
    }

    @Test
    void sameDeliveryEnqueuedAgainArrivesAgain() throws JMSException {
        Hint first = hint(1);
        Hint again = new Hint(first.deliveryId(), 2, SYSTEM, "");
        sender.accept(List.of(first, again));
        await().atMost(SOON).until(() -> peek() == 2);
        assertThat(receive(2))
                .containsExactly(
                        first.deliveryId().toString(), first.deliveryId().toString());
    }

    @Test
    void brokerAwayNeverBlocksTheCallerAndHintsFlowWhenItIsBack() throws JMSException {
        broker.stop();
        for (int i = 0; i < 30_000; i++) {
            sender.accept(List.of(hint(1)));
        }
        await().atMost(SOON).until(() -> !sender.isAvailable());
        assertThat(sender.countDropped()).isPositive();
        broker.start();
        await().atMost(SOON).until(sender::isAvailable);
        Hint after = hint(1);
        await().atMost(SOON).until(() -> {
            sender.accept(List.of(after));
            return peek() > 0;
        });
        assertThat(receive(1)).containsExactly(after.deliveryId().toString());
    }

    @Test
    void queuesThatTheDirectoryDoesNotNameAreNotMade() throws JMSException {
        Hint stray = new Hint(UUID.randomUUID(), 1, "not-in-the-directory", "");
        Hint known = hint(1);
        sender.accept(List.of(stray, known));
        assertThat(receive(1)).containsExactly(known.deliveryId().toString());
        assertThat(sender.isAvailable()).isTrue();
    }

    @Test
    void aQueueThatTheBrokerHasLostIsMadeAnew() throws Exception {
        try (ClientSessionFactory factory =
                        connections.factory().getServerLocator().createSessionFactory();
                ClientSession session = factory.createSession(
                        broker.connection().user(), broker.connection().password(), false, true, true, false, 1)) {
            session.deleteQueue(HintQueues.of(SYSTEM));
        }
        Hint after = hint(1);
        await().atMost(SOON).until(() -> {
            sender.accept(List.of(after));
            return exists() && peek() > 0;
        });
        assertThat(receive(1)).containsExactly(after.deliveryId().toString());
    }

    private boolean exists() throws Exception {
        try (ClientSessionFactory factory =
                        connections.factory().getServerLocator().createSessionFactory();
                ClientSession session = factory.createSession(
                        broker.connection().user(), broker.connection().password(), false, true, true, false, 1)) {
            return session.queueQuery(SimpleString.of(HintQueues.of(SYSTEM))).isExists();
        }
    }

    @Test
    void strangersAreRefused() {
        BrokerSettings own = broker.connection();
        ActiveMQConnectionFactory stranger = new ActiveMQConnectionFactory(own.url(), own.user(), "wrong");
        assertThat(catchConnecting(stranger)).isInstanceOf(JMSException.class);
        stranger.close();
    }

    @Test
    void hintHoldsNothingButIdNumberAndTrace() throws JMSException {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Hint hint = new Hint(UUID.randomUUID(), 7, SYSTEM, traceparent);
        sender.accept(List.of(hint));
        try (Connection connection = connections.jms().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer =
                        session.createConsumer(ActiveMQDestination.createQueue(HintQueues.of(SYSTEM)))) {
            connection.start();
            TextMessage message = (TextMessage) consumer.receive(SOON.toMillis());
            assertThat(HintMessage.readDeliveryId(message.getText())).isEqualTo(hint.deliveryId());
            assertThat(message.getIntProperty(HintMessage.ENQUEUE_NUMBER)).isEqualTo(7);
            assertThat(message.getStringProperty(HintMessage.TRACEPARENT)).isEqualTo(traceparent);
        }
    }

    private void connect() {
        connections = new BrokerConnections(broker.connection());
        HintQueues queues = new HintQueues(connections, broker.connection());
        assertThat(queues.create(List.of(SYSTEM))).isTrue();
        sender = new HintSender(connections, queues);
        sender.start();
    }

    private static Throwable catchConnecting(ActiveMQConnectionFactory factory) {
        try (Connection connection = factory.createConnection()) {
            connection.start();
            return null;
        } catch (JMSException refused) {
            return refused;
        }
    }

    private static Hint hint(int enqueueNumber) {
        return new Hint(UUID.randomUUID(), enqueueNumber, SYSTEM, "");
    }

    private static List<String> ids(List<Hint> hints) {
        return hints.stream().map(hint -> hint.deliveryId().toString()).toList();
    }

    private int peek() throws JMSException {
        try (Connection connection = connections.jms().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                var browser = session.createBrowser(session.createQueue(HintQueues.of(SYSTEM)))) {
            connection.start();
            int count = 0;
            for (var messages = browser.getEnumeration(); messages.hasMoreElements(); messages.nextElement()) {
                count++;
            }
            return count;
        }
    }

    private List<String> receive(int count) throws JMSException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = connections.jms().createConnection();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                MessageConsumer consumer =
                        session.createConsumer(ActiveMQDestination.createQueue(HintQueues.of(SYSTEM)))) {
            connection.start();
            while (texts.size() < count) {
                Message message = consumer.receive(SOON.toMillis());
                texts.add(((TextMessage) message).getText());
            }
        }
        return texts;
    }
}
