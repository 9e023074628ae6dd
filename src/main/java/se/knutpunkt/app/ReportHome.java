package se.knutpunkt.app;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.Snapshot;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.ledger.ConfigurationLedger;
import se.knutpunkt.ledger.Database;
import se.knutpunkt.ledger.LedgerAccess;
import se.knutpunkt.ledger.RegularWork;
import se.knutpunkt.ledger.ReportConfiguration;
import se.knutpunkt.ledger.ReportDeskConfiguration;
import se.knutpunkt.ledger.WatchConfiguration;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.report.desk.ReportDeskBeans;
import se.knutpunkt.report.desk.Reports;
import se.knutpunkt.report.figures.FigureBeans;

/** The part of the hub that makes reports, and nothing else of it: no entrance, no queue, no work of its own. */
final class ReportHome implements AutoCloseable {

    private static final int CONNECTIONS = 2;

    private final LedgerAccess access;
    private final AnnotationConfigApplicationContext context;

    private ReportHome(LedgerAccess access, AnnotationConfigApplicationContext context) {
        this.access = access;
        this.context = context;
    }

    /** On the ledger of the data directory, whether a hub runs on it or not, or on the one that HUB_DATABASE_URL names. */
    static ReportHome open(Path data) {
        LedgerAccess access = LedgerAccess.open(
                data, setting("HUB_DATABASE_URL"), setting("HUB_DATABASE_USER"), setting("HUB_DATABASE_PASSWORD"));
        try {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            HikariDataSource source = Database.connect(access.address(), CONNECTIONS);
            context.registerBean(HikariDataSource.class, () -> source);
            context.registerBean(Clock.class, Clock::systemUTC);
            context.registerBean(Ids.class, () -> new TimeOrderedIds(Clock.systemUTC()));
            ConfigurationLedger snapshots = LedgerAccess.configurations(source);
            context.registerBean(ConfigurationLedger.class, () -> snapshots);
            context.registerBean(ConfigurationInForce.class, () -> inForce(snapshots));
            context.register(
                    WatchConfiguration.class,
                    ReportConfiguration.class,
                    ReportDeskConfiguration.class,
                    FigureBeans.class,
                    ReportDeskBeans.class);
            // Only what is asked for is made, and what a hub does by the clock is none of it: that would be started
            // lazy or not.
            context.addBeanFactoryPostProcessor(beans -> {
                for (String name : beans.getBeanNamesForType(RegularWork.class, true, false)) {
                    ((BeanDefinitionRegistry) beans).removeBeanDefinition(name);
                }
                for (String name : beans.getBeanDefinitionNames()) {
                    beans.getBeanDefinition(name).setLazyInit(true);
                }
            });
            context.refresh();
            return new ReportHome(access, context);
        } catch (RuntimeException failed) {
            access.close();
            throw failed;
        }
    }

    Reports reports() {
        return context.getBean(Reports.class);
    }

    private static ConfigurationInForce inForce(ConfigurationLedger snapshots) {
        String hash = snapshots
                .findActiveHash()
                .orElseThrow(() -> new HubException(ErrorCode.NO_CONFIGURATION, "configuration", ""));
        List<Defect> defects = new ArrayList<>();
        Candidate candidate = Snapshot.restore(hash, snapshots.findContent(hash).orElseThrow());
        // Addresses are of the environment and stand in no report.
        Directory directory = DirectoryReader.read(candidate, name -> "http://127.0.0.1:1", defects)
                .orElseThrow(() -> new HubException(ErrorCode.CONFIGURATION_DEFECT, "snapshot " + hash, ""));
        ConfigurationInForce inForce = new ConfigurationInForce();
        inForce.put(new InForce(hash, null, directory, null, null));
        return inForce;
    }

    private static String setting(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }

    @Override
    public void close() {
        context.close();
        access.close();
    }
}
