package se.knutpunkt.operate.own;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.ContactLedger;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.IntakeLedger;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.OwnDeliveries;
import se.knutpunkt.ledger.ReceiverStates;
import se.knutpunkt.ledger.RegularWork;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.alert.Channels;
import se.knutpunkt.operate.find.MessageDossiers;
import se.knutpunkt.operate.find.MessageFinder;
import se.knutpunkt.operate.find.SearchReader;
import se.knutpunkt.operate.overview.OverviewReader;
import se.knutpunkt.operate.replay.Replays;

/** The services of a municipality's own view. */
@Configuration(proxyBeanMethods = false)
public class OwnBeans {

    private static final Duration CONTACTS_ASKED = Duration.ofHours(6);
    private static final Duration CONTACTS_ASKED_FIRST = Duration.ofMinutes(5);

    @Bean
    OwnParty ownParty(
            ConfigurationInForce inForce,
            ReceiverStates states,
            OwnDeliveries deliveries,
            DeliveryLedger inboxes,
            ContactLedger contacts,
            NoticeLedger notices,
            CertificatesInUse certificates,
            OverviewReader overview,
            Replays replays,
            OperatorLog log,
            Clock clock) {
        return new OwnParty(
                inForce, states, deliveries, inboxes, contacts, notices, certificates, overview, replays, log, clock);
    }

    @Bean
    OwnMessages ownMessages(
            ConfigurationInForce inForce, SearchReader reader, MessageFinder finder, MessageDossiers dossiers) {
        return new OwnMessages(inForce, reader, finder, dossiers);
    }

    @Bean
    ContactReminder contactReminder(
            OwnParty own,
            ConfigurationInForce inForce,
            NoticeLedger notices,
            @Value("${hub.console.url:}") String consoleUrl,
            Ids ids,
            Clock clock) {
        return new ContactReminder(own, inForce, notices, consoleUrl, ids, clock);
    }

    /** Asks contacts every six hours, on one node at a time; never where no e-mail can be sent. */
    @Bean
    RegularWork contactSchedule(
            ContactReminder reminder, ConfigurationInForce inForce, OneNode oneNode, Channels channels) {
        Runnable turn = () -> {
            if (channels.hasMail() && inForce.isPresent()) {
                oneNode.attempt("contacts", CONTACTS_ASKED, reminder::remind);
            }
        };
        return new RegularWork("contacts", new RegularWork.Task(turn, CONTACTS_ASKED_FIRST, CONTACTS_ASKED));
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
