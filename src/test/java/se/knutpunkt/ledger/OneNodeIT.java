package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** What one node at a time does, with several nodes on one database. */
class OneNodeIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LONG_TURN = Duration.ofHours(1);
    private static LedgerFixture database;

    @BeforeAll
    static void start() {
        database = LedgerFixture.create();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void nodesThatTryAtTheSameMomentDoItOnceATurn() throws InterruptedException {
        AtomicInteger done = new AtomicInteger();
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> nodes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Thread node = new Thread(() -> {
                OneNode oneNode = node();
                try {
                    together.await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
                oneNode.attempt("at-once", LONG_TURN, done::incrementAndGet);
            });
            node.start();
            nodes.add(node);
        }
        together.countDown();
        for (Thread node : nodes) {
            node.join();
        }
        node().attempt("at-once", LONG_TURN, done::incrementAndGet);
        assertThat(done).hasValue(1);
    }

    @Test
    void aDeadNodeIsTakenOverFromWithinFifteenSecondsAndALivingOneMayMissBeats() {
        int heartbeatSeconds = 2;
        int sweepSeconds = 1;
        // a beat may be under way when the node dies, and a turn of the sweep when it is due
        assertThat(Ledgers.DEAD_AFTER_SECONDS)
                .isGreaterThan(4 * heartbeatSeconds)
                .isLessThanOrEqualTo(15 - 2 * sweepSeconds - heartbeatSeconds);
    }

    @Test
    void theNextTurnIsDoneAgain() {
        AtomicInteger done = new AtomicInteger();
        Duration turn = Duration.ofMillis(500);
        node().attempt("turns", turn, done::incrementAndGet);
        await().atMost(SOON).untilAsserted(() -> {
            node().attempt("turns", turn, done::incrementAndGet);
            assertThat(done).hasValue(2);
        });
    }

    @Test
    void anotherNodeTakesOverFromOneThatDiedWithTheLock() {
        Duration turn = Duration.ofSeconds(3);
        // taken and never given back, as by a process that was killed
        assertThat(new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                                .withJdbcTemplate(new JdbcTemplate(database.dataSource()))
                                .usingDbTime()
                                .build())
                        .lock(new LockConfiguration(Instant.EPOCH, "dead-holder", turn, Duration.ZERO)))
                .isPresent();
        AtomicInteger done = new AtomicInteger();
        node().attempt("dead-holder", turn, done::incrementAndGet);
        assertThat(done).as("still held").hasValue(0);
        await().atMost(SOON).untilAsserted(() -> {
            node().attempt("dead-holder", turn, done::incrementAndGet);
            assertThat(done).hasValue(1);
        });
    }

    @Test
    void workThatFailsIsTriedInTheNextTurn() {
        AtomicInteger tried = new AtomicInteger();
        Duration turn = Duration.ofMillis(500);
        await().atMost(SOON).untilAsserted(() -> {
            try {
                node().attempt("fails", turn, () -> {
                    tried.incrementAndGet();
                    throw new IllegalStateException();
                });
            } catch (IllegalStateException expected) {
                // the work's own
            }
            assertThat(tried).hasValueGreaterThan(1);
        });
    }

    @Test
    void schedulesOfTwoNodesKeepTheComingPartitions() {
        String last = lastPartition();
        database.sql().sql("DROP TABLE " + last).update();
        Duration turn = Duration.ofMillis(500);
        List<LedgerSchedule> schedules = List.of(schedule(turn), schedule(turn));
        schedules.forEach(LedgerSchedule::start);
        try {
            await().atMost(SOON).untilAsserted(() -> assertThat(lastPartition()).isEqualTo(last));
        } finally {
            schedules.forEach(LedgerSchedule::stop);
        }
    }

    private static OneNode node() {
        return new OneNode(new JdbcTemplate(database.dataSource()), Clock.systemUTC());
    }

    private static LedgerSchedule schedule(Duration turn) {
        return new LedgerSchedule(
                database.openNode(), new JdbcTemplate(database.dataSource()), Clock.systemUTC(), turn);
    }

    private static String lastPartition() {
        return database.sql()
                .sql("SELECT max(c.relname::text) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid"
                        + " WHERE i.inhparent = 'message'::regclass")
                .query(String.class)
                .single();
    }
}
