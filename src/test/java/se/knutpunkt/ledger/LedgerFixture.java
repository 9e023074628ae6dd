package se.knutpunkt.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.message.TimeOrderedIds;

/**
 * The ledgers on a fresh database of a real PostgreSQL, which is started once per JVM under {@code target} and ends with it. Time is
 * the database's; the clock passed to the ledgers is the system's.
 */
public final class LedgerFixture implements AutoCloseable {
    private static final String TEMPLATE = "ledger_template";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static EmbeddedPostgres postgres;

    private final DatabaseAddress address;
    private final HikariDataSource source;
    private final Ledgers ledgers;
    private final MasterKey master = MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32]));
    private final List<Hint> hints = new CopyOnWriteArrayList<>();

    private LedgerFixture(DatabaseAddress address) {
        this.address = address;
        this.source = Database.connect(address, 12);
        this.ledgers = openNode();
    }

    /** A fresh database, migrated. */
    public static LedgerFixture create() {
        return new LedgerFixture(createDatabase());
    }

    /** A fresh, migrated database's address, for a whole hub that is configured with it. */
    public static synchronized DatabaseAddress createDatabase() {
        EmbeddedPostgres server = server();
        String name = "ledger_" + NEXT.incrementAndGet();
        try (HikariDataSource admin = Database.connect(server.address("postgres"), 1)) {
            JdbcClient.create(admin)
                    .sql("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE)
                    .update();
        }
        return server.address(name);
    }

    /** After how long without a heartbeat a node is taken for dead. */
    public static int deadAfterSeconds() {
        return Ledgers.DEAD_AFTER_SECONDS;
    }

    public DatabaseAddress address() {
        return address;
    }

    public DataSource dataSource() {
        return source;
    }

    /** For asserting on rows. */
    public JdbcClient sql() {
        return JdbcClient.create(source);
    }

    public KeyedHasher hasher() {
        return new KeyedHasher(master);
    }

    /** The ledgers of the first node. */
    public Ledgers ledgers() {
        return ledgers;
    }

    /** The log of what operators do. */
    public OperatorActionLedger actions() {
        return new OperatorActionLedger(new Database(source));
    }

    /** Ledgers of another node on the same database. */
    public Ledgers openNode() {
        return openNode(100_000);
    }

    /** Ledgers of another node on the same database, whose hints go to {@code afterCommit}. */
    public Ledgers openNode(Consumer<List<Hint>> afterCommit) {
        return Ledgers.on(new Database(source), master, Clock.systemUTC(), new TimeOrderedIds(), 100_000, afterCommit);
    }

    Ledgers openNode(int backlogLimit) {
        return Ledgers.on(
                new Database(source), master, Clock.systemUTC(), new TimeOrderedIds(), backlogLimit, hints::addAll);
    }

    /** Hints passed on so far by all nodes of this fixture, oldest first. */
    public List<Hint> hints() {
        return hints;
    }

    @Override
    public void close() {
        source.close();
    }

    private static synchronized EmbeddedPostgres server() {
        if (postgres == null) {
            Path target = Path.of("target");
            Path data = target.resolve("ledger-" + ProcessHandle.current().pid());
            EmbeddedPostgres started = EmbeddedPostgres.start(data, target.resolve("postgres-bin"));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                started.close();
                PostgresBinaries.deleteTree(data.toAbsolutePath());
            }));
            try (HikariDataSource admin = Database.connect(started.address("postgres"), 1)) {
                JdbcClient.create(admin).sql("CREATE DATABASE " + TEMPLATE).update();
            }
            try (HikariDataSource template = Database.connect(started.address(TEMPLATE), 2)) {
                Database.migrate(template);
            }
            postgres = started;
        }
        return postgres;
    }
}
