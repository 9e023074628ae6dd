package se.knutpunkt.ledger;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the ledger that the quarterly report reads and freezes. */
@Configuration(proxyBeanMethods = false)
public class ReportConfiguration {

    private final HikariDataSource source;
    private final Database database;

    public ReportConfiguration(HikariDataSource source) {
        this.source = source;
        this.database = new Database(source);
    }

    @Bean
    StatusLedger statusLedger() {
        return new StatusLedger(database);
    }

    @Bean
    LedgerCopy ledgerCopy() {
        return new LedgerCopy(source);
    }

    @Bean
    FigureSetLedger figureSetLedger() {
        return new FigureSetLedger(database, new OperatorActionLedger(database));
    }
}
