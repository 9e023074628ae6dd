package se.knutpunkt.operate.incident;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.ledger.IncidentLedger;
import se.knutpunkt.operate.OperatorLog;

/** The bean of what the quarterly report must know of an incident. */
@Configuration(proxyBeanMethods = false)
public class IncidentMarkBeans {

    @Bean
    IncidentMarks incidentMarks(IncidentLedger ledger, OperatorLog log) {
        return new IncidentMarks(ledger, log);
    }
}
