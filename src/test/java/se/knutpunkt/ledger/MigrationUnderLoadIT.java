package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** A node of a later version migrates the ledger while nodes of this one accept and deliver on it: nothing is lost. */
class MigrationUnderLoadIT {

    private static final int TRIES = 50;
    private static final Path LATER_VERSION = Path.of("test-data", "upgrade");
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String SYSTEM = "upgraded";
    private static final int SOME = 30;

    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger delivered = new AtomicInteger();
    private volatile boolean stopped;

    @Test
    void nodesOfTheVersionBeforeGoOnThroughAndAfterTheMigration() throws Exception {
        try (LedgerFixture fixture = LedgerFixture.create()) {
            fixture.ledgers().controls().register(SYSTEM, "push-json", true, false, 50);
            ExecutorService threads = Executors.newFixedThreadPool(3);
            try {
                List<Future<?>> work = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    Ledgers node = fixture.openNode();
                    work.add(threads.submit(() -> acceptAndDeliver(node)));
                }
                awaitMore();
                migrateAsTheLaterVersion(fixture);
                awaitMore();
                // a node of this version started again on the later tables
                Database.migrate(fixture.dataSource());
                awaitMore();
                stopped = true;
                for (Future<?> one : work) {
                    one.get();
                }
            } finally {
                stopped = true;
                threads.shutdownNow();
            }
            assertThat(delivered.get()).isEqualTo(accepted.get());
            assertThat(count(fixture, "SELECT count(*) FROM delivery WHERE state = 'DELIVERED'"))
                    .isEqualTo(accepted.get());
            assertThat(count(fixture, "SELECT count(*) FROM flyway_schema_history WHERE version = '9001' AND success"))
                    .isEqualTo(1);
        }
    }

    private void acceptAndDeliver(Ledgers node) {
        String thread = UUID.randomUUID().toString();
        for (int n = 0; !stopped; n++) {
            IntakeDraft draft = Drafts.of(thread + n, "aa", Drafts.visit(thread + n / 3));
            IntakeReceipt receipt = orLater(() -> node.intake().record(draft, Drafts.to(SYSTEM)));
            accepted.incrementAndGet();
            UUID delivery = orLater(() -> node.messages().find(receipt.hubId()))
                    .orElseThrow()
                    .deliveries()
                    .get(0)
                    .deliveryId();
            Claim claim = orLater(() -> node.deliveries().claim(delivery)).orElseThrow();
            orLater(() -> node.deliveries().recordDelivered(claim, "ab", "map-1"));
            delivered.incrementAndGet();
        }
    }

    /** As who is told to try later does: the migration holds the tables for moments. */
    private static <T> T orLater(Supplier<T> call) {
        for (int tries = 1; ; tries++) {
            try {
                return call.get();
            } catch (HubException later) {
                if (later.code() != ErrorCode.LEDGER_UNAVAILABLE || tries == TRIES) {
                    throw later;
                }
            }
        }
    }

    private void awaitMore() {
        int before = delivered.get();
        await().atMost(SOON).until(() -> delivered.get() >= before + SOME);
    }

    private static void migrateAsTheLaterVersion(LedgerFixture fixture) throws Exception {
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader later =
                new URLClassLoader(new URL[] {LATER_VERSION.toUri().toURL()}, own)) {
            Thread.currentThread().setContextClassLoader(later);
            Database.migrate(fixture.dataSource());
        } finally {
            Thread.currentThread().setContextClassLoader(own);
        }
    }

    private static int count(LedgerFixture fixture, String sql) {
        return fixture.sql().sql(sql).query(Integer.class).single();
    }
}
