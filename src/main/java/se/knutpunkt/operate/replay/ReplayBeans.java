package se.knutpunkt.operate.replay;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.ReplayLedger;
import se.knutpunkt.message.Ids;

/** The beans of replays, from the setting {@code hub.replay.count-limit}. */
@Configuration(proxyBeanMethods = false)
public class ReplayBeans {

    @Bean
    Replays replays(
            ReplayLedger ledger,
            ConfigurationInForce configuration,
            Ids ids,
            @Value("${hub.replay.count-limit:500}") int countLimit) {
        return new Replays(ledger, configuration, ids, countLimit);
    }

    @Bean
    PartyReplays partyReplays(Replays replays, ReplayLedger ledger) {
        return new PartyReplays(replays, ledger);
    }

    @Bean
    ReplayWorker replayWorker(ReplayLedger ledger, ConfigurationInForce configuration, OneNode oneNode) {
        return new ReplayWorker(ledger, configuration, oneNode);
    }
}
