package se.knutpunkt.operate.misaddressed;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.ledger.RevisionLedger;
import se.knutpunkt.ledger.WithdrawalLedger;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;

/** The beans for what was misaddressed. */
@Configuration(proxyBeanMethods = false)
public class MisaddressedBeans {

    @Bean
    Misaddressed misaddressed(
            WithdrawalLedger withdrawals,
            MessageLedger messages,
            RevisionLedger contents,
            ConfigurationInForce configuration,
            OperatorLog log,
            Ids ids) {
        return new Misaddressed(withdrawals, messages, contents, configuration, log, ids);
    }
}
