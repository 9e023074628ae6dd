package se.knutpunkt.operate.control;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.CloseDownLedger;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.ledger.OperatorControls;
import se.knutpunkt.ledger.ReceiverStates;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.operate.replay.Replays;
import se.knutpunkt.queue.LiveRoutes;

/** The services of routes and adapters. */
@Configuration(proxyBeanMethods = false)
public class ControlBeans {

    @Bean
    AdapterControl adapterControl(
            OperatorControls controls, LiveRoutes routes, ConfigurationInForce inForce, Clock clock) {
        return new AdapterControl(controls, routes, inForce, clock);
    }

    @Bean
    AdapterOverview adapterOverview(
            ReceiverStates states,
            OperatorControls controls,
            LiveRoutes routes,
            ConfigurationInForce inForce,
            CertificatesInUse certificates,
            MeterRegistry meters) {
        return new AdapterOverview(states, controls, routes, inForce, certificates, meters);
    }

    @Bean
    RouteText routeText(ConfigurationLedger ledger) {
        return new RouteText(ledger);
    }

    @Bean
    ClosingDown closingDown(
            CloseDownLedger ledger,
            OperatorControls controls,
            ReceiverStates states,
            ConfigurationInForce inForce,
            Replays replays,
            Ids ids) {
        return new ClosingDown(ledger, controls, states, inForce, replays, ids);
    }
}
