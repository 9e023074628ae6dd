package se.knutpunkt.operate.mend;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.RevisionLedger;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;

/** The beans of mending by hand. */
@Configuration(proxyBeanMethods = false)
public class MendBeans {

    @Bean
    Edits edits(
            RevisionLedger ledger,
            ConfigurationInForce configuration,
            IdentityPolicy identities,
            KeyedHasher hasher,
            OperatorLog log,
            Ids ids) {
        return new Edits(ledger, configuration, identities, hasher, log, ids);
    }
}
