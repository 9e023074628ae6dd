package se.knutpunkt.ledger;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.message.Ids;

/** The beans of the ledger that watch and tell. */
@Configuration(proxyBeanMethods = false)
public class WatchConfiguration {

    private final Database database;

    public WatchConfiguration(HikariDataSource source) {
        this.database = new Database(source);
    }

    @Bean
    FailureSources failureSources() {
        return new FailureSources(database);
    }

    @Bean
    FailureLedger failureLedger() {
        return new FailureLedger(database);
    }

    @Bean
    TrafficLedger trafficLedger() {
        return new TrafficLedger(database);
    }

    @Bean
    WatchLedger watchLedger() {
        return new WatchLedger(database);
    }

    @Bean
    AlertLedger alertLedger() {
        return new AlertLedger(database);
    }

    @Bean
    NoticeLedger noticeLedger() {
        return new NoticeLedger(database);
    }

    @Bean
    IncidentLedger incidentLedger(Ids ids) {
        return new IncidentLedger(database, ids);
    }

    @Bean
    OutageLedger outageLedger() {
        return new OutageLedger(database);
    }
}
