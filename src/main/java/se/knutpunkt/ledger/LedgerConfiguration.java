package se.knutpunkt.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.function.SingletonSupplier;
import se.knutpunkt.crypto.BackupKey;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;

/**
 * The beans of the ledger, from the settings {@code hub.data}, {@code hub.database.*}, {@code hub.master-key} and
 * {@code hub.backlog-limit}. Each depends on the one before, so that the database starts first and stops last.
 */
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {

    @Bean(destroyMethod = "close")
    LedgerHome ledgerHome(
            @Value("${hub.data:data}") Path data,
            @Value("${hub.database.url:}") String url,
            @Value("${hub.database.user:}") String user,
            @Value("${hub.database.password:}") String password,
            @Value("${hub.backup.to:}") String backup,
            @Value("${hub.backup.key:}") String backupKey,
            @Value("${hub.backup.seconds:60}") int backupSeconds) {
        if (backup.isBlank()) {
            return url.isBlank()
                    ? LedgerHome.embedded(data)
                    : LedgerHome.external(data, new DatabaseAddress(url, user, password));
        }
        if (!url.isBlank()) {
            throw new HubException(
                    ErrorCode.BACKUP_EXTERNAL_DATABASE, "HUB_BACKUP_TO", "leave it out where HUB_DATABASE_URL is set");
        }
        return LedgerHome.embedded(
                data,
                new WalArchive(data, new SealedFiles(Path.of(backup), BackupKey.fromBase64(backupKey)), backupSeconds));
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(LedgerHome home, @Value("${hub.database.connections:16}") int connections) {
        HikariDataSource source = Database.connect(home.address(), connections);
        Database.migrate(source);
        return source;
    }

    @Bean
    MasterKey masterKey(@Value("${hub.data:data}") Path data, @Value("${hub.master-key:}") String key) {
        return key.isBlank()
                ? MasterKey.fromFile(data.resolve("keys").resolve("master-key"))
                : MasterKey.fromBase64(key);
    }

    @Bean
    KeyedHasher keyedHasher(MasterKey master) {
        return new KeyedHasher(master);
    }

    /** Hints go to whatever bean takes them; it is looked up late, because it needs the ledgers itself. */
    @Bean
    Ledgers ledgers(
            HikariDataSource source,
            MasterKey master,
            Clock clock,
            Ids ids,
            @Value("${hub.backlog-limit:200000}") int backlogLimit,
            @Value("${hub.master-key-lost:false}") boolean masterKeyLost,
            ObjectProvider<Consumer<List<Hint>>> hintTakers) {
        Database database = new Database(source);
        if (!masterKeyLost) {
            Payloads.requireKnown(master, database);
        }
        return Ledgers.on(database, master, clock, ids, backlogLimit, afterCommit(hintTakers));
    }

    /** Looked up with the first hint: the takers are made after the ledger, and a look-up by type is dear. */
    private static Consumer<List<Hint>> afterCommit(ObjectProvider<Consumer<List<Hint>>> hintTakers) {
        SingletonSupplier<Consumer<List<Hint>>> taker =
                SingletonSupplier.of(() -> hintTakers.getIfAvailable(() -> hints -> {}));
        return hints -> taker.obtain().accept(hints);
    }

    /** What only one node does at a time. */
    @Bean
    OneNode oneNode(HikariDataSource source, Clock clock) {
        return new OneNode(new JdbcTemplate(source), clock);
    }

    @Bean
    LedgerSchedule ledgerSchedule(Ledgers ledgers, HikariDataSource source, Clock clock) {
        return new LedgerSchedule(ledgers, new JdbcTemplate(source), clock);
    }

    @Bean
    IntakeLedger intakeLedger(Ledgers ledgers) {
        return ledgers.intake();
    }

    @Bean
    DeliveryLedger deliveryLedger(Ledgers ledgers) {
        return ledgers.deliveries();
    }

    @Bean
    ReceiptLedger receiptLedger(Ledgers ledgers) {
        return ledgers.receipts();
    }

    @Bean
    MessageLedger messageLedger(Ledgers ledgers) {
        return ledgers.messages();
    }

    @Bean
    RunFigures runFigures(HikariDataSource source) {
        return new RunFigures(new Database(source));
    }

    @Bean
    NodeLedger nodeLedger(Ledgers ledgers) {
        return ledgers.nodes();
    }

    @Bean
    ControlLedger controlLedger(Ledgers ledgers) {
        return ledgers.controls();
    }

    @Bean
    ManifestLedger manifestLedger(Ledgers ledgers) {
        return ledgers.manifests();
    }

    @Bean
    ReconciliationLedger reconciliationLedger(Ledgers ledgers) {
        return ledgers.reconciliations();
    }

    @Bean
    MessageSearch messageSearch(Ledgers ledgers) {
        return ledgers.search();
    }

    @Bean
    MessageContents messageContents(Ledgers ledgers) {
        return ledgers.contents();
    }

    @Bean
    SavedSearches savedSearches(Ledgers ledgers) {
        return ledgers.savedSearches();
    }

    @Bean
    ConfigurationLedger configurationLedger(Ledgers ledgers) {
        return ledgers.configurations();
    }

    @Bean
    OverviewLedger overviewLedger(HikariDataSource source) {
        return new OverviewLedger(new Database(source));
    }

    @Bean
    OperatorUserLedger operatorUserLedger(HikariDataSource source) {
        return new OperatorUserLedger(new Database(source));
    }

    @Bean
    OperatorActionLedger operatorActionLedger(HikariDataSource source) {
        return new OperatorActionLedger(new Database(source));
    }

    @Bean
    OperatorRequestLedger operatorRequestLedger(HikariDataSource source) {
        return new OperatorRequestLedger(new Database(source));
    }

    @Bean
    ReplayLedger replayLedger(Ledgers ledgers) {
        return ledgers.mending().replays();
    }

    @Bean
    RevisionLedger revisionLedger(Ledgers ledgers) {
        return ledgers.mending().revisions();
    }

    @Bean
    WithdrawalLedger withdrawalLedger(Ledgers ledgers) {
        return ledgers.mending().withdrawals();
    }

    @Bean
    ReceiverStates receiverStates(HikariDataSource source) {
        return new ReceiverStates(new Database(source));
    }

    @Bean
    OperatorControls operatorControls(HikariDataSource source) {
        Database database = new Database(source);
        return new OperatorControls(database, new ControlLedger(database), new OperatorActionLedger(database));
    }

    @Bean
    CloseDownLedger closeDownLedger(HikariDataSource source) {
        Database database = new Database(source);
        return new CloseDownLedger(database, new OperatorActionLedger(database));
    }

    @Bean
    ContactLedger contactLedger(HikariDataSource source) {
        return new ContactLedger(new Database(source));
    }

    @Bean
    OwnDeliveries ownDeliveries(HikariDataSource source) {
        return new OwnDeliveries(new Database(source));
    }
}
