package se.knutpunkt.operate;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.ledger.OperatorActionLedger;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.security.login.LocalUsers;

/** The services that every part of the console builds on. */
@Configuration(proxyBeanMethods = false)
public class OperateBeans {

    @Bean
    OperatorLog operatorLog(OperatorActionLedger ledger) {
        return new OperatorLog(ledger);
    }

    @Bean
    CertificatesInUse certificatesInUse(WatchLedger ledger, Clock clock) {
        return new CertificatesInUse(ledger, clock);
    }

    @Bean
    UserAdministration userAdministration(LocalUsers users, OperatorLog log) {
        return new UserAdministration(users, log);
    }
}
