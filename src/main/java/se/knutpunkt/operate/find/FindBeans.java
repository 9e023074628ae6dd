package se.knutpunkt.operate.find;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.activation.CandidateReader;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.ledger.MessageContents;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.ledger.MessageSearch;
import se.knutpunkt.ledger.ReceiptLedger;
import se.knutpunkt.ledger.SavedSearches;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.receipt.ReceiptJson;

/** The beans of finding messages. */
@Configuration(proxyBeanMethods = false)
public class FindBeans {

    @Bean
    PersonTokens personTokens(KeyedHasher hasher, Clock clock) {
        return new PersonTokens(hasher, clock);
    }

    @Bean
    SearchReader searchReader(ConfigurationInForce configuration, MessageSearch search) {
        return new SearchReader(configuration::get, search);
    }

    @Bean
    MessageFinder messageFinder(MessageSearch search) {
        return new MessageFinder(search, MessageFinder.PATIENCE, System::nanoTime);
    }

    @Bean
    MessageDossiers messageDossiers(
            MessageLedger messages, MessageContents contents, MessageSearch search, MessageFinder finder) {
        return new MessageDossiers(messages, contents, search, finder);
    }

    @Bean
    MessageExport messageExport(MessageFinder finder, OperatorLog log) {
        return new MessageExport(finder, log);
    }

    @Bean
    SearchShelf searchShelf(SavedSearches saved, SearchReader reader, OperatorLog log, Ids ids) {
        return new SearchShelf(saved, reader, log, ids);
    }

    @Bean
    ContentViews contentViews(
            MessageContents contents,
            ReceiptLedger receipts,
            ReceiptJson receiptJson,
            ConfigurationInForce current,
            ConfigurationLedger configurations,
            CandidateReader reader,
            AsSentWriter writer,
            KeyedHasher hasher,
            OperatorLog log) {
        return new ContentViews(
                contents,
                receipts,
                receiptJson,
                new PastConfigurations(current, configurations, reader),
                writer,
                hasher,
                new Renderings(),
                log);
    }
}
