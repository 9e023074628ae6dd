package se.knutpunkt.queue;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** Pooled connections to the broker. A broken one is dropped and made anew; nothing here waits longer than a few seconds. */
public final class BrokerConnections {

    private static final int CALL_TIMEOUT_MILLIS = 5_000;
    /** Waited after a failed attempt, even after the last one. */
    private static final int RETRY_MILLIS = 50;

    private static final int CONNECTIONS = 2;
    private static final int SESSIONS = 2_000;

    private final ActiveMQConnectionFactory factory;
    private final JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();

    /** @param settings with the url of an external broker, or {@link EmbeddedBroker#connection} */
    public BrokerConnections(BrokerSettings settings) {
        factory = new ActiveMQConnectionFactory(settings.url(), settings.user(), settings.password());
        // a consumer that waits for a slow receiver must not sit on hints that another one could take
        factory.setConsumerWindowSize(0);
        factory.setCallTimeout(CALL_TIMEOUT_MILLIS);
        factory.setReconnectAttempts(0);
        factory.setInitialConnectAttempts(1);
        factory.setRetryInterval(RETRY_MILLIS);
        factory.setDeserializationDenyList("*");
        pool.setConnectionFactory(factory);
        pool.setMaxConnections(CONNECTIONS);
        pool.setMaxSessionsPerConnection(SESSIONS);
        pool.setConnectionCheckInterval(10_000);
    }

    /** For senders. */
    public ConnectionFactory jms() {
        return pool;
    }

    /** Without a pool, for consumers, which keep their connection: one that cannot connect keeps no other waiting. */
    ActiveMQConnectionFactory factory() {
        return factory;
    }

    /** A connection of the pool, which gives none at all when its last one breaks just then. */
    Connection connect() throws JMSException {
        Connection connection = pool.createConnection();
        if (connection == null) {
            throw new JMSException("no connection");
        }
        return connection;
    }

    /** True when a session can be opened now. */
    public boolean isReachable() {
        try (Connection connection = connect();
                Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
            return session != null;
        } catch (JMSException away) {
            return false;
        }
    }

    public void close() {
        pool.stop();
        factory.close();
    }
}
