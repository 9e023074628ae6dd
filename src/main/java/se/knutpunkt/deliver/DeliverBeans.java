package se.knutpunkt.deliver;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.ControlLedger;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.ManifestLedger;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.queue.HintQueues;
import se.knutpunkt.queue.HintSender;
import se.knutpunkt.receipt.ReceiptJson;
import se.knutpunkt.receipt.ResponseBundle;

/** The beans of delivery; the route steps carry the names by which routes call them. */
@Configuration(proxyBeanMethods = false)
public class DeliverBeans {

    private static final Duration LOOK_IN_INBOX = Duration.ofMillis(250);
    private static final Duration FOLLOW_CONFIGURATION = Duration.ofMillis(500);
    private static final Duration FIGURES = Duration.ofSeconds(20);
    private static final Duration STRAYS = Duration.ofSeconds(10);

    @Bean
    Credentials credentials(Environment environment) {
        // settings do not change while the hub runs, and finding one costs more than the rest of the headers
        Map<String, Optional<String>> found = new ConcurrentHashMap<>();
        return new Credentials(
                name -> found.computeIfAbsent(name, unread -> Optional.ofNullable(environment.getProperty(unread)))
                        .orElse(null));
    }

    @Bean
    UnderWay underWay() {
        return new UnderWay();
    }

    @Bean
    DeliveryMetrics deliveryMetrics(MeterRegistry meters) {
        return new DeliveryMetrics(meters);
    }

    @Bean
    LaneHead laneHead(
            DeliveryLedger deliveries,
            ControlLedger control,
            ConfigurationInForce configuration,
            UnderWay underWay,
            DeliveryMetrics metrics,
            Clock clock) {
        return new LaneHead(deliveries, control, configuration, underWay, metrics, clock);
    }

    @Bean
    OutgoingWriter outgoingWriter(ResponseBundle bundles, ReceiptJson receipts) {
        return new OutgoingWriter(bundles, receipts);
    }

    @Bean
    OutcomeRecorder outcomeRecorder(DeliveryLedger deliveries, ControlLedger control) {
        return new OutcomeRecorder(deliveries, control, new BackOff(new SecureRandom()));
    }

    @Bean("claim-delivery")
    ClaimDelivery claimDelivery(LaneHead heads) {
        return new ClaimDelivery(heads);
    }

    @Bean("translate-for-receiver")
    TranslateForReceiver translateForReceiver(
            OutgoingWriter writer, Credentials credentials, DeliveryMetrics metrics, Ids ids) {
        return new TranslateForReceiver(writer, credentials, metrics, ids);
    }

    @Bean("note-failure")
    NoteFailure noteFailure() {
        return new NoteFailure();
    }

    @Bean("record-outcome")
    RecordOutcome recordOutcome(
            OutcomeRecorder recorder, KeyedHasher hasher, LaneHead heads, DeliveryMetrics metrics, Clock clock) {
        return new RecordOutcome(recorder, hasher, heads, metrics, clock);
    }

    @Bean("next-in-lane")
    NextInLane nextInLane(LaneHead heads, HintSender hints) {
        return new NextInLane(heads, hints);
    }

    @Bean
    DeliveryRoutes deliveryRoutes(
            CamelContext camel,
            ConfigurationInForce configuration,
            HintQueues queues,
            Credentials credentials,
            @Value("${hub.trust.keystore:}") String keystore,
            @Value("${hub.trust.password:}") String password) {
        return new DeliveryRoutes(camel, configuration, queues, credentials, trusted(keystore, password));
    }

    @Bean
    InboxItems inboxItems(
            DeliveryLedger deliveries,
            ManifestLedger manifests,
            ConfigurationInForce configuration,
            OutgoingWriter writer,
            KeyedHasher hasher) {
        return new InboxItems(deliveries, manifests, configuration, writer, hasher);
    }

    @Bean
    InboxWaiters inboxWaiters(InboxItems items) {
        return new InboxWaiters(items);
    }

    @Bean
    MessageStatusJson messageStatusJson(ReceiptJson receipts) {
        return new MessageStatusJson(receipts);
    }

    @Bean
    DeliveryGauges deliveryGauges(MessageLedger messages, MeterRegistry meters) {
        return new DeliveryGauges(messages, meters);
    }

    @Bean
    DeliverySchedule deliverySchedule(
            DeliveryRoutes routes, InboxWaiters waiters, DeliveryGauges gauges, StrayClaims strays) {
        return new DeliverySchedule(
                waiters::open,
                waiters::release,
                new DeliverySchedule.Task(routes::follow, FOLLOW_CONFIGURATION),
                new DeliverySchedule.Task(waiters::look, LOOK_IN_INBOX),
                new DeliverySchedule.Task(gauges::refresh, FIGURES),
                new DeliverySchedule.Task(strays::release, STRAYS));
    }

    @Bean
    StrayClaims strayClaims(DeliveryLedger deliveries, UnderWay underWay) {
        return new StrayClaims(deliveries, underWay);
    }

    private static Optional<KeyStore> trusted(String keystore, String password) {
        if (keystore.isEmpty()) {
            return Optional.empty();
        }
        try (var in = Files.newInputStream(Path.of(keystore))) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(in, password.toCharArray());
            return Optional.of(trusted);
        } catch (IOException | GeneralSecurityException unusable) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.trust.keystore", "cannot be used", unusable);
        }
    }
}
