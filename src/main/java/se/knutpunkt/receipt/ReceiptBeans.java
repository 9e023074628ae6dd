package se.knutpunkt.receipt;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.message.Ids;

/** The writers of receipts, for intake and delivery alike. */
@Configuration(proxyBeanMethods = false)
public class ReceiptBeans {

    @Bean
    ErrorTexts errorTexts() {
        return new ErrorTexts();
    }

    @Bean
    Outcomes outcomes(ErrorTexts texts) {
        return new Outcomes(texts);
    }

    @Bean
    ReceiptJson receiptJson(ErrorTexts texts) {
        return new ReceiptJson(texts);
    }

    @Bean
    ProblemJson problemJson(ErrorTexts texts) {
        return new ProblemJson(texts);
    }

    /** {@code hub.endpoint}: what the hub calls itself in MessageHeader.source. */
    @Bean
    ResponseBundle responseBundle(
            Ids ids, Clock clock, @Value("${hub.endpoint:urn:x-hub:knutpunkt}") String endpoint, Outcomes outcomes) {
        return new ResponseBundle(ids, clock, endpoint, outcomes);
    }
}
