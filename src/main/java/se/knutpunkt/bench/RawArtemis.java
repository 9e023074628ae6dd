package se.knutpunkt.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientConsumer;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientProducer;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * A bare persistent send and consume of a message in an Artemis of its own, with a journal that is synced to the disk before the send
 * returns: what a hub that trusted its queue alone would have to do for every message.
 */
final class RawArtemis {

    private static final int JOURNAL_FILE_BYTES = 4 * 1024 * 1024;
    private static final int BUFFER_TIMEOUT_NANOS = 100_000;
    private static final long PATIENCE_MILLIS = 30_000;

    private final Path folder;
    private final int messageBytes;

    RawArtemis(Path folder, int messageBytes) {
        this.folder = folder;
        this.messageBytes = messageBytes;
    }

    /** Messages sent and consumed a second. */
    double measure(int concurrency, int seconds, Micros micros) {
        EmbeddedActiveMQ server = new EmbeddedActiveMQ();
        try {
            String url = "tcp://127.0.0.1:" + freePort();
            server.setConfiguration(configuration(url));
            server.start();
            try (ServerLocator locator = ActiveMQClient.createServerLocator(url)) {
                locator.setBlockOnDurableSend(true);
                locator.setBlockOnAcknowledge(false);
                AtomicInteger queues = new AtomicInteger();
                return ClosedLoop.perSecond(
                        concurrency, seconds, micros, turns -> pass(locator, "raw." + queues.incrementAndGet(), turns));
            } finally {
                server.stop();
            }
        } catch (Exception broken) {
            throw new HubException(ErrorCode.INTERNAL, "raw", "the bare broker cannot be measured", broken);
        }
    }

    private void pass(ServerLocator locator, String queue, ClosedLoop.Turns turns) throws Exception {
        byte[] body = new byte[messageBytes];
        new Random(1).nextBytes(body);
        try (ClientSessionFactory factory = locator.createSessionFactory();
                ClientSession session = factory.createSession(true, true)) {
            session.createQueue(QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST));
            ClientProducer producer = session.createProducer(queue);
            ClientConsumer consumer = session.createConsumer(queue);
            session.start();
            while (turns.another()) {
                ClientMessage message = session.createMessage(true);
                message.getBodyBuffer().writeBytes(body);
                producer.send(message);
                consumer.receive(PATIENCE_MILLIS).acknowledge();
            }
        }
    }

    private Configuration configuration(String url) throws Exception {
        return new ConfigurationImpl()
                .setName("bench")
                .setPersistenceEnabled(true)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                .setJournalType(JournalType.NIO)
                .setJournalBufferTimeout_NIO(BUFFER_TIMEOUT_NANOS)
                .setJournalFileSize(JOURNAL_FILE_BYTES)
                .setJournalDatasync(true)
                .setJournalSyncNonTransactional(true)
                .setJournalSyncTransactional(true)
                .setSecurityEnabled(false)
                .setJMXManagementEnabled(false)
                .addAcceptorConfiguration("tcp", url + "?protocols=CORE");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
