package se.knutpunkt.deliver;

import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;
import se.knutpunkt.queue.HintQueues;

/**
 * One route per pushed system, made from the template of its channel. Follows the configuration in force: what is new is added, what
 * has changed is made anew, what is gone is removed; every other route is left alone.
 */
public final class DeliveryRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryRoutes.class);

    private static final Map<Outbound.Channel, String> TEMPLATES =
            Map.of(Outbound.Channel.PUSH_FHIR, "deliver-fhir", Outbound.Channel.PUSH_JSON, "deliver-json");

    private final CamelContext camel;
    private final ConfigurationInForce configuration;
    private final HintQueues queues;
    private final Credentials credentials;
    private final Optional<KeyStore> trusted;
    private final ScheduledExecutorService deadlines = deadlines();
    private final Map<String, Outbound> live = new HashMap<>();
    private String hash = "";

    /** @param trusted certificates of authorities that receivers' certificates come from; empty for those of the JVM */
    public DeliveryRoutes(
            CamelContext camel,
            ConfigurationInForce configuration,
            HintQueues queues,
            Credentials credentials,
            Optional<KeyStore> trusted) {
        this.camel = camel;
        this.configuration = configuration;
        this.queues = queues;
        this.credentials = credentials;
        this.trusted = trusted;
    }

    /** Brings the routes in line with the configuration in force; cheap when nothing has changed. */
    public synchronized void follow() {
        if (!configuration.isPresent() || !camel.isStarted()) {
            return;
        }
        String current = configuration.get().hash();
        if (!current.equals(hash) && follow(configuration.get().directory())) {
            hash = current;
        }
    }

    /** Ids of the systems that have a route. */
    public synchronized List<String> listSystems() {
        return live.keySet().stream().sorted().toList();
    }

    private boolean follow(Directory directory) {
        Map<String, Outbound> wanted = new TreeMap<>();
        for (HubSystem system : directory.listSystems()) {
            if (system.outbound() != null && system.outbound().channel().isPush()) {
                wanted.put(system.id(), system.outbound());
            }
        }
        if (!queues.create(wanted.keySet())) {
            return false;
        }
        boolean complete = true;
        for (String systemId : List.copyOf(live.keySet())) {
            if (!live.get(systemId).equals(wanted.get(systemId))) {
                complete &= attempt(systemId, () -> remove(systemId));
            }
        }
        for (Map.Entry<String, Outbound> each : wanted.entrySet()) {
            if (!live.containsKey(each.getKey())) {
                complete &= attempt(each.getKey(), () -> add(each.getKey(), each.getValue()));
            }
        }
        return complete;
    }

    private interface Change {
        void make() throws Exception;
    }

    /** One system that cannot be connected must not keep the others from it. */
    private static boolean attempt(String systemId, Change change) {
        try {
            change.make();
            return true;
        } catch (HubException known) {
            LOG.error("route of {} not changed, tried again: {}", systemId, known.getMessage());
            return false;
        } catch (Exception broken) {
            // Camel declares no narrower one where routes are stopped and removed
            LOG.error("route of {} not changed, tried again: {}", systemId, FailureTrace.of(broken));
            return false;
        }
    }

    private void add(String systemId, Outbound outbound) {
        String client = "receiver-http-" + systemId;
        camel.getRegistry().bind(client, new ReceiverHttp(outbound, credentials, trusted, deadlines));
        TemplatedRouteBuilder.builder(camel, TEMPLATES.get(outbound.channel()))
                .routeId(routeId(systemId, outbound))
                .parameter("system", systemId)
                .parameter("concurrency", Math.max(1, outbound.concurrency()))
                .parameter("receiver", ReceiverUri.of(outbound, client))
                .add();
        live.put(systemId, outbound);
    }

    private void remove(String systemId) throws Exception {
        Outbound outbound = live.get(systemId);
        String routeId = routeId(systemId, outbound);
        camel.getRouteController().stopRoute(routeId);
        camel.removeRoute(routeId);
        String client = "receiver-http-" + systemId;
        camel.removeEndpoints(ReceiverUri.of(outbound, client));
        camel.getRegistry().unbind(client);
        live.remove(systemId);
    }

    private static ScheduledExecutorService deadlines() {
        ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "answer-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        // nearly every answer comes in time; what was meant for its end must not hold its request in memory until then
        deadlines.setRemoveOnCancelPolicy(true);
        return deadlines;
    }

    private static String routeId(String systemId, Outbound outbound) {
        return TEMPLATES.get(outbound.channel()) + "-" + systemId;
    }
}
