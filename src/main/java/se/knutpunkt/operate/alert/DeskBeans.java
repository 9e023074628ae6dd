package se.knutpunkt.operate.alert;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.AlertLedger;
import se.knutpunkt.ledger.FailureLedger;
import se.knutpunkt.ledger.IncidentLedger;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.OutageLedger;
import se.knutpunkt.ledger.TrafficLedger;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.failure.FailureGroups;
import se.knutpunkt.operate.incident.Incidents;
import se.knutpunkt.operate.replay.Replays;
import se.knutpunkt.operate.since.Since;

/** The services that persons use about what is watched. */
@Configuration(proxyBeanMethods = false)
public class DeskBeans {

    @Bean
    FailureGroups failureGroups(FailureLedger ledger, Replays replays, OperatorLog log) {
        return new FailureGroups(ledger, replays, log);
    }

    @Bean
    AlertDesk alertDesk(
            AlertLedger alerts,
            NoticeLedger notices,
            ConfigurationInForce configuration,
            Channels channels,
            OperatorLog log,
            Clock clock) {
        return new AlertDesk(alerts, notices, configuration, channels, log, clock);
    }

    @Bean
    Incidents incidents(
            IncidentLedger ledger,
            AlertLedger alerts,
            OutageLedger outages,
            NoticeLedger notices,
            ConfigurationInForce configuration,
            Channels channels,
            OperatorLog log,
            Ids ids,
            Clock clock) {
        return new Incidents(ledger, alerts, outages, notices, configuration, channels, log, ids, clock);
    }

    @Bean
    Since since(
            OutageLedger outages,
            TrafficLedger traffic,
            WatchLedger watch,
            NoticeLedger notices,
            ConfigurationInForce configuration,
            Clock clock) {
        return new Since(outages, traffic, watch, notices, configuration, clock);
    }
}
