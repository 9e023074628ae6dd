package se.knutpunkt.ledger;

import java.time.Clock;
import java.time.Duration;
import net.javacrumbs.shedlock.core.DefaultLockingTaskExecutor;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockingTaskExecutor;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Work that every node tries once a turn and one of them does, by a lock in the database and by its time. A node that dies with the
 * lock loses it at the end of the turn, and another takes the next one.
 */
public final class OneNode {
    private final LockingTaskExecutor executor;
    private final Clock clock;

    public OneNode(JdbcTemplate template, Clock clock) {
        this.clock = clock;
        this.executor = new DefaultLockingTaskExecutor(
                new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                        .withJdbcTemplate(template)
                        .usingDbTime()
                        .build()));
    }

    /** Does {@code work} unless a node, this one included, has done it in this turn or is at it. */
    public void attempt(String name, Duration turn, Runnable work) {
        // Kept for most of the turn when done early: the nodes' turns begin at different times.
        Duration kept = turn.multipliedBy(9).dividedBy(10);
        executor.executeWithLock(work, new LockConfiguration(clock.instant(), name, turn, kept));
    }
}
