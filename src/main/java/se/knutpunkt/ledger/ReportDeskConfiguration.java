package se.knutpunkt.ledger;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The bean of the ledger that keeps reports. */
@Configuration(proxyBeanMethods = false)
public class ReportDeskConfiguration {

    @Bean
    ReportLedger reportLedger(HikariDataSource source) {
        Database database = new Database(source);
        return new ReportLedger(database, new OperatorActionLedger(database));
    }
}
