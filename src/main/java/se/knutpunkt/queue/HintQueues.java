package se.knutpunkt.queue;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queues: one per pushed receiver, named from the directory only, and one for hints that cannot be read. */
public final class HintQueues {

    /** Dead letters: hints that are none. */
    public static final String DEAD = "hub.dead";

    static final String PREFIX = "hub.deliver.";

    private static final Logger LOG = LoggerFactory.getLogger(HintQueues.class);

    private final BrokerConnections connections;
    private final BrokerSettings settings;
    private final Set<String> known = ConcurrentHashMap.newKeySet();

    public HintQueues(BrokerConnections connections, BrokerSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    /** The queue of a system. */
    public static String of(String systemId) {
        return PREFIX + systemId;
    }

    /** Creates the queues that are missing; false when the broker is away, and then it may be called again. */
    public boolean create(Collection<String> systemIds) {
        return known.containsAll(systemIds) || createMissing(systemIds);
    }

    /** The same for all that were ever created here: a broker that comes back may be another one, or have lost them. */
    boolean restore() {
        return known.isEmpty() || createMissing(Set.copyOf(known));
    }

    private boolean createMissing(Collection<String> systemIds) {
        try (ClientSessionFactory factory =
                        connections.factory().getServerLocator().createSessionFactory();
                ClientSession session =
                        factory.createSession(settings.user(), settings.password(), false, true, true, false, 1)) {
            create(session, DEAD);
            for (String systemId : systemIds) {
                create(session, of(systemId));
                known.add(systemId);
            }
            return true;
        } catch (Exception away) {
            LOG.warn(
                    "queues are not created yet, broker away: {}",
                    away.getClass().getSimpleName());
            return false;
        }
    }

    /** How many hints wait in the queues of these systems; what cannot be told is left out. */
    Map<String, Long> countWaiting(Collection<String> systemIds) {
        Map<String, Long> waiting = new HashMap<>();
        try (ClientSessionFactory factory =
                        connections.factory().getServerLocator().createSessionFactory();
                ClientSession session =
                        factory.createSession(settings.user(), settings.password(), false, true, true, false, 1)) {
            for (String systemId : systemIds) {
                waiting.put(
                        systemId,
                        session.queueQuery(SimpleString.of(of(systemId))).getMessageCount());
            }
        } catch (Exception away) {
            LOG.debug("queues are not counted, broker away");
        }
        return waiting;
    }

    /** How many hints could not be read; empty when the broker is away. */
    public OptionalLong countDead() {
        try (ClientSessionFactory factory =
                        connections.factory().getServerLocator().createSessionFactory();
                ClientSession session =
                        factory.createSession(settings.user(), settings.password(), false, true, true, false, 1)) {
            return OptionalLong.of(session.queueQuery(SimpleString.of(DEAD)).getMessageCount());
        } catch (Exception away) {
            return OptionalLong.empty();
        }
    }

    private static void create(ClientSession session, String name) throws ActiveMQException {
        if (!session.addressQuery(SimpleString.of(name)).isExists()) {
            session.createAddress(SimpleString.of(name), RoutingType.ANYCAST, false);
        }
        if (!session.queueQuery(SimpleString.of(name)).isExists()) {
            session.createQueue(QueueConfiguration.of(name)
                    .setAddress(name)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true)
                    .setAutoDelete(false));
        }
    }
}
