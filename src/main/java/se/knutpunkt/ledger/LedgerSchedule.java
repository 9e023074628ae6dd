package se.knutpunkt.ledger;

import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.message.HubException;

/** What the ledger does by itself while the hub runs: writes counts every second, and makes partitions daily on one node. */
public final class LedgerSchedule implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSchedule.class);
    private static final Duration COUNTS = Duration.ofSeconds(1);
    private static final Duration PARTITIONS = Duration.ofHours(24);

    private final Ledgers ledgers;
    private final Clock clock;
    private final LockingTaskExecutor oneNode;
    private ThreadPoolTaskScheduler scheduler;

    public LedgerSchedule(Ledgers ledgers, JdbcTemplate template, Clock clock) {
        this.ledgers = ledgers;
        this.clock = clock;
        this.oneNode = new DefaultLockingTaskExecutor(
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(template)
                        .usingDbTime()
                        .build()));
    }

    @Override
    public synchronized void start() {
        if (scheduler == null) {
            scheduler = new ThreadPoolTaskScheduler();
            scheduler.setThreadNamePrefix("ledger-");
            scheduler.setDaemon(true);
            scheduler.initialize();
            scheduler.scheduleWithFixedDelay(() -> attempt(ledgers.intake()::flushCounts), COUNTS);
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(this::createPartitions), clock.instant().plus(PARTITIONS), PARTITIONS);
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
        oneNode.executeWithLock(
                (Runnable) ledgers.partitions()::createAhead,
                new LockConfiguration(clock.instant(), "partitions", Duration.ofMinutes(10), Duration.ofMinutes(1)));
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (HubException e) {
            LOG.warn("tried again later: {}", e.code());
        }
    }
}
