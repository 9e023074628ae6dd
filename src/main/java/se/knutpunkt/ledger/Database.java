package se.knutpunkt.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The ledger's database as the other classes of the package use it: statements, and transactions that are tried again. */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int TRIES = 4;
    private static final int MIGRATION_TRIES = 20;
    private static final int CONNECT_TRIES = 12;
    private static final Duration CONNECT_PAUSE = Duration.ofSeconds(1);
    /** Deadlock, and lock_timeout; the server takes a second or more until it says either. */
    private static final Set<String> LOCK_CONFLICTS = Set.of("40P01", "55P03");

    private final JdbcClient client;
    private final JdbcTemplate template;
    private final TransactionTemplate transactions;

    public Database(DataSource source) {
        this.template = new JdbcTemplate(source);
        this.client = JdbcClient.create(template);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
    }

    /** A pool of connections; closing it ends them. */
    public static HikariDataSource connect(DatabaseAddress address, int connections) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("ledger");
        config.setJdbcUrl(address.url());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(Math.min(2, connections));
        config.setConnectionTimeout(5_000);
        config.setValidationTimeout(2_000);
        config.addDataSourceProperty("ApplicationName", "knutpunkt");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "60");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // Every month is a partition: planning afresh for each call costs more than running what was planned.
        config.addDataSourceProperty("options", "-c plan_cache_mode=force_generic_plan");
        config.addDataSourceProperty("prepareThreshold", "1");
        // The server's detail lines quote values of the row; they must not reach an exception or a log.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return open(config);
    }

    /** A server that is there and slow to answer, as on a machine that is busy or just after a crash, must not end the hub's start. */
    private static HikariDataSource open(HikariConfig config) {
        for (int attempt = 1; ; attempt++) {
            try {
                return new HikariDataSource(config);
            } catch (HikariPool.PoolInitializationException e) {
                if (attempt == CONNECT_TRIES || !hasState(e, Database::saysNotNow)) {
                    throw new HubException(ErrorCode.LEDGER_UNAVAILABLE, "ledger", "no connection at start", e);
                }
                LOG.warn("the database does not answer yet, tried again");
                LockSupport.parkNanos(CONNECT_PAUSE.toNanos());
            }
        }
    }

    /**
     * Brings the tables to this version of the hub; tables of a later version are left as they are. Other nodes may be at work
     * meanwhile: a migration that would wait for them crosswise is rolled back whole and tried again.
     */
    public static void migrate(DataSource source) {
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                // said here because a rolling upgrade depends on it (src/adr/0020)
                .ignoreMigrationPatterns("*:future")
                .load();
        for (int attempt = 1; ; attempt++) {
            try {
                flyway.migrate();
                return;
            } catch (FlywayException e) {
                if (attempt == MIGRATION_TRIES
                        || !hasState(e, state -> LOCK_CONFLICTS.contains(state) || saysNotNow(state))) {
                    throw new HubException(ErrorCode.DATABASE_START_FAILED, "db/migration", "", e);
                }
                LOG.warn("migration in the way of other nodes' work, or the database slow to answer; tried again");
            }
        }
    }

    private static boolean hasState(Throwable broken, Predicate<String> condition) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && condition.test(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** Connection failed or lost, server starting up, or all its places taken; not a wrong name or password. */
    private static boolean saysNotNow(String state) {
        return state.startsWith("08") || state.equals("57P03") || state.equals("53300");
    }

    JdbcClient.StatementSpec sql(String sql) {
        return client.sql(sql);
    }

    JdbcTemplate template() {
        return template;
    }

    /** Runs {@code work} without a transaction of its own, or in the one under way. */
    <T> T read(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            throw unavailable(e);
        }
    }

    /**
     * Runs {@code work} in one transaction, again from the start when it failed for a passing reason. {@code work} must be safe to
     * repeat even after a commit whose answer was lost.
     */
    <T> T inTransaction(Supplier<T> work) {
        return inTransaction(status -> work.get());
    }

    /** The same for work that may decide to leave nothing behind. */
    <T> T inTransaction(TransactionCallback<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.execute(work);
            } catch (DataAccessException | TransactionException e) {
                if (attempt == TRIES || !mayPass(e)) {
                    throw unavailable(e);
                }
                LOG.debug("transaction tried again");
            }
        }
    }

    private static boolean mayPass(Exception e) {
        return e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException
                || e instanceof TransactionException;
    }

    private static HubException unavailable(Exception e) {
        return new HubException(
                ErrorCode.LEDGER_UNAVAILABLE, "ledger", e.getClass().getSimpleName(), e);
    }
}
