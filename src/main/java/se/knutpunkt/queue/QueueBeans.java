package se.knutpunkt.queue;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.jms.JmsComponent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.NodeLedger;

/** The beans of the queue, from the settings {@code hub.broker.*} and {@code hub.sweep.*}. */
@Configuration(proxyBeanMethods = false)
public class QueueBeans {

    @Bean
    BrokerSettings brokerSettings(
            @Value("${hub.data:data}") Path data,
            @Value("${hub.broker.url:}") String url,
            @Value("${hub.broker.user:}") String user,
            @Value("${hub.broker.password:}") String password,
            @Value("${hub.broker.port:-1}") int port) {
        return new BrokerSettings(data.resolve("artemis"), url, user, password, port);
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    EmbeddedBroker embeddedBroker(BrokerSettings settings) {
        return new EmbeddedBroker(settings);
    }

    @Bean(destroyMethod = "close")
    BrokerConnections brokerConnections(EmbeddedBroker broker) {
        return new BrokerConnections(broker.connection());
    }

    @Bean
    HintQueues hintQueues(BrokerConnections connections, EmbeddedBroker broker) {
        return new HintQueues(connections, broker.connection());
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    HintSender hintSender(BrokerConnections connections, HintQueues queues, MeterRegistry meters) {
        HintSender sender = new HintSender(connections, queues);
        FunctionCounter.builder("hub.hints.dropped", sender, HintSender::countDropped)
                .description("Hints left to the sweep")
                .register(meters);
        return sender;
    }

    @Bean
    Sweep sweep(
            DeliveryLedger deliveries,
            NodeLedger nodes,
            HintSender hints,
            HintQueues queues,
            @Value("${hub.sweep.limit:1000}") int limit,
            @Value("${hub.sweep.quiet-seconds:5}") int quietSeconds) {
        return new Sweep(deliveries, nodes, hints, queues, limit, quietSeconds);
    }

    @Bean
    SweepSchedule sweepSchedule(Sweep sweep, @Value("${hub.sweep.interval:1s}") Duration interval) {
        return new SweepSchedule(sweep, interval);
    }

    @Bean
    BrokerHealth brokerHealthIndicator(HintSender hints) {
        return new BrokerHealth(hints);
    }

    @Bean
    ClockHealth clockHealthIndicator(NodeLedger node) {
        return new ClockHealth(node);
    }

    /** Camel's component {@code jms}: consumers kept open, no transaction. */
    @Bean
    JmsComponent jms(BrokerConnections connections) {
        return HintConsumers.component(connections);
    }

    @Bean
    RouteFigures routeFigures(MeterRegistry meters, Clock clock) {
        return new RouteFigures(meters, clock);
    }

    @Bean
    LiveRoutes liveRoutes(CamelContext camel, RouteFigures figures) {
        return new LiveRoutes(camel, figures);
    }
}
