package se.knutpunkt.operate.own;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.ContactLedger;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.ledger.OwnDeliveries;
import se.knutpunkt.ledger.ReceiverStates;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.operate.OperatorLog;

/** The services of a municipality's own view. */
@Configuration(proxyBeanMethods = false)
public class OwnBeans {

    @Bean
    OwnParty ownParty(
            ConfigurationInForce inForce,
            ReceiverStates states,
            OwnDeliveries deliveries,
            DeliveryLedger inboxes,
            ContactLedger contacts,
            CertificatesInUse certificates,
            OperatorLog log,
            Clock clock) {
        return new OwnParty(inForce, states, deliveries, inboxes, contacts, certificates, log, clock);
    }

    @Bean
    TestSending testSending(
            ConfigurationInForce inForce,
            IntakeLedger intake,
            KeyedHasher hasher,
            OperatorLog log,
            Ids ids,
            Clock clock) {
        return new TestSending(inForce, intake, hasher, log, ids, clock);
    }

    @Bean
    ConnectionGuide connectionGuide(
            ConfigurationInForce inForce,
            @Value("${hub.demo:false}") boolean demo,
            @Value("${hub.data:data}") String data) {
        return new ConnectionGuide(inForce, demo ? Path.of(data) : null);
    }
}
