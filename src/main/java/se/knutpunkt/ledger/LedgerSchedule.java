package se.knutpunkt.ledger;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;

/** What the ledger does by itself while the hub runs: writes counts every second, and makes partitions on one node at a time. */
public final class LedgerSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSchedule.class);
    private static final Duration COUNTS = Duration.ofSeconds(1);
    private static final Duration PARTITIONS = Duration.ofHours(1);

    private final Ledgers ledgers;
    private final Clock clock;
    private final OneNode oneNode;
    private final Duration partitionsTurn;
    private ThreadPoolTaskScheduler scheduler;

    public LedgerSchedule(Ledgers ledgers, JdbcTemplate template, Clock clock) {
        this(ledgers, template, clock, PARTITIONS);
    }

    /** @param partitionsTurn how often partitions are looked after; they are made months ahead */
    LedgerSchedule(Ledgers ledgers, JdbcTemplate template, Clock clock, Duration partitionsTurn) {
        this.ledgers = ledgers;
        this.clock = clock;
        this.oneNode = new OneNode(template, clock);
        this.partitionsTurn = partitionsTurn;
    }

    @Override
    public synchronized void start() {
        if (scheduler == null) {
            scheduler = new ThreadPoolTaskScheduler();
            scheduler.setThreadNamePrefix("ledger-");
            scheduler.setDaemon(true);
            // the next turn comes all the same; the lock's own exceptions when the database is away end here too
            scheduler.setErrorHandler(broken -> LOG.error("left to its next turn: {}", FailureTrace.of(broken)));
            scheduler.initialize();
            scheduler.scheduleWithFixedDelay(() -> attempt(ledgers.intake()::flushCounts), COUNTS);
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(this::createPartitions), clock.instant().plus(partitionsTurn), partitionsTurn);
        }
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.shutdown();
            scheduler = null;
            attempt(ledgers.intake()::flushCounts);
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    /** Before everything that counts, and so after it at the end. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1000;
    }

    private void createPartitions() {
        oneNode.attempt("partitions", partitionsTurn, ledgers.partitions()::createAhead);
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (HubException e) {
            LOG.warn("tried again later: {}", e.code());
        }
    }
}
