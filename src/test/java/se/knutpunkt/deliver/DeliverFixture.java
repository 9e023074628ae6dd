package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.Hint;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.ledger.Ledgers;
import se.knutpunkt.ledger.MessageStatus;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.queue.BrokerConnections;
import se.knutpunkt.queue.BrokerSettings;
import se.knutpunkt.queue.EmbeddedBroker;
import se.knutpunkt.queue.HintConsumers;
import se.knutpunkt.queue.HintQueues;
import se.knutpunkt.queue.HintSender;
import se.knutpunkt.queue.Sweep;
import se.knutpunkt.queue.SweepSchedule;
import se.knutpunkt.receipt.Outcomes;
import se.knutpunkt.receipt.ReceiptJson;
import se.knutpunkt.receipt.ResponseBundle;
import se.knutpunkt.translate.TestConfiguration;

/** The whole way out without the application: real ledger, real broker, the real routes. */
final class DeliverFixture implements AutoCloseable {

    static final ObjectMapper JSON = new ObjectMapper();

    final LedgerFixture database;
    final EmbeddedBroker broker;
    final BrokerConnections connections;
    final HintQueues queues;
    final HintSender hints;
    final Ledgers ledgers;
    final ConfigurationInForce configuration = new ConfigurationInForce();
    final OutgoingWriter writer;
    final DeliveryRoutes routes;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final UnderWay underWay = new UnderWay();

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private static final Map<String, String> SECRETS = Map.of(
            "hub.credentials.known.bearer", "secret",
            "hub.credentials.by-password.user", "navet",
            "hub.credentials.by-password.password", "små:grodor",
            "hub.credentials.half.user", "navet");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final SweepSchedule sweeping;
    private final boolean shared;
    /** What becomes of hints after a commit; a test may lose them. */
    volatile Consumer<List<Hint>> afterCommit;

    DeliverFixture(Path data) throws Exception {
        this(data, SECRETS, Optional.empty(), Clock.systemUTC());
    }

    /**
     * @param settings the secrets shown to receivers
     * @param trusted authorities of receivers' certificates
     * @param clock by which receivers are open or closed
     */
    DeliverFixture(Path data, Map<String, String> settings, Optional<KeyStore> trusted, Clock clock) throws Exception {
        this(null, data, settings, trusted, clock);
    }

    /** Another node on the database and the broker of {@code first}, which is closed after it. */
    static DeliverFixture beside(DeliverFixture first) throws Exception {
        return new DeliverFixture(first, null, SECRETS, Optional.empty(), Clock.systemUTC());
    }

    private DeliverFixture(
            DeliverFixture first, Path data, Map<String, String> settings, Optional<KeyStore> trusted, Clock clock)
            throws Exception {
        shared = first != null;
        database = shared ? first.database : LedgerFixture.create();
        Credentials credentials = new Credentials(settings::get);
        broker = shared ? first.broker : new EmbeddedBroker(BrokerSettings.embedded(data.resolve("artemis")));
        broker.start();
        connections = new BrokerConnections(broker.connection());
        queues = new HintQueues(connections, broker.connection());
        hints = new HintSender(connections, queues);
        hints.start();
        afterCommit = hints;
        ledgers = database.openNode(sent -> afterCommit.accept(sent));
        ErrorTexts texts = new ErrorTexts();
        writer = new OutgoingWriter(
                new ResponseBundle(ids, Clock.systemUTC(), "urn:x-hub:knutpunkt", new Outcomes(texts)),
                new ReceiptJson(texts));
        camel.addComponent("jms", HintConsumers.component(connections));
        bindSteps(credentials, clock);
        for (String file : List.of("routes/deliver-fhir.camel.yaml", "routes/deliver-json.camel.yaml")) {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.resolveResource(camel, "file:" + file));
        }
        camel.start();
        routes = new DeliveryRoutes(camel, configuration, queues, credentials, trusted);
        sweeping = new SweepSchedule(
                new Sweep(ledgers.deliveries(), ledgers.nodes(), hints, queues, 1000, 1), Duration.ofMillis(200));
        sweeping.start();
    }

    private void bindSteps(Credentials credentials, Clock clock) {
        DeliveryMetrics metrics = new DeliveryMetrics(meters);
        LaneHead heads =
                new LaneHead(ledgers.deliveries(), ledgers.controls(), configuration, underWay, metrics, clock);
        OutcomeRecorder recorder =
                new OutcomeRecorder(ledgers.deliveries(), ledgers.controls(), new BackOff(new Random(1)));
        camel.getRegistry().bind("claim-delivery", new ClaimDelivery(heads));
        camel.getRegistry().bind("translate-for-receiver", new TranslateForReceiver(writer, credentials, metrics, ids));
        camel.getRegistry().bind("note-failure", new NoteFailure());
        camel.getRegistry()
                .bind("record-outcome", new RecordOutcome(recorder, database.hasher(), heads, metrics, clock));
        camel.getRegistry().bind("next-in-lane", new NextInLane(heads, hints));
    }

    /** Puts these systems in force, as an activation does. */
    void activate(List<HubSystem> systems) {
        configuration.put(new InForce(
                UUID.randomUUID().toString(),
                TestConfiguration.catalogue(),
                new Directory(TestConfiguration.directory().listParties(), systems),
                TestConfiguration.translator(),
                null));
        systems.forEach(system -> ledgers.controls().register(system.id(), system.outbound()));
        routes.follow();
    }

    /** Accepts a message of the visit, to one unit of each system. */
    IntakeReceipt accept(String visit, String... systems) {
        return AcceptedMessages.accept(ledgers, visit, systems);
    }

    MessageStatus status(IntakeReceipt receipt) {
        return ledgers.messages().find(receipt.hubId()).orElseThrow();
    }

    @Override
    public void close() {
        sweeping.stop();
        camel.stop();
        hints.stop();
        connections.close();
        if (!shared) {
            broker.stop();
            database.close();
        }
    }
}
