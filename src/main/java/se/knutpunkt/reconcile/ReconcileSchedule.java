package se.knutpunkt.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.ReconciliationLedger;
import se.knutpunkt.message.FailureTrace;

/**
 * What reconciliation does by itself: freezes days and reads files on one node, and keeps the gauge {@code hub.reconciliation.gaps} of the
 * open gaps of the last five weeks by system.
 */
public final class ReconcileSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReconcileSchedule.class);
    private static final Duration FREEZE = Duration.ofMinutes(10);
    private static final Duration FILES = Duration.ofSeconds(10);
    private static final Duration FIGURES = Duration.ofMinutes(1);
    private static final int GAUGE_DAYS = 35;

    private final Freezer freezer;
    private final ReconciliationFolder folder;
    private final ReconciliationLedger results;
    private final OneNode oneNode;
    private final MultiGauge gauge;
    private final Clock clock;
    private ThreadPoolTaskScheduler scheduler;

    ReconcileSchedule(
            Freezer freezer,
            ReconciliationFolder folder,
            ReconciliationLedger results,
            OneNode oneNode,
            MeterRegistry meters,
            Clock clock) {
        this.freezer = freezer;
        this.folder = folder;
        this.results = results;
        this.oneNode = oneNode;
        this.clock = clock;
        this.gauge = MultiGauge.builder("hub.reconciliation.gaps")
                .description("Open gaps of the last five weeks by system")
                .register(meters);
    }

    @Override
    public synchronized void start() {
        if (scheduler == null) {
            scheduler = new ThreadPoolTaskScheduler();
            scheduler.setThreadNamePrefix("reconcile-");
            scheduler.setDaemon(true);
            scheduler.initialize();
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(() -> oneNode.attempt("freeze", FREEZE, freezer::freezeDue)),
                    clock.instant().plus(FREEZE),
                    FREEZE);
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(() -> oneNode.attempt("reconciliation-files", FILES, folder::readAll)),
                    clock.instant().plus(FILES),
                    FILES);
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(this::refresh), clock.instant().plus(FIGURES), FIGURES);
        }
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.shutdown();
            scheduler = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    /** Reads the figures anew. */
    void refresh() {
        LocalDate today = ManifestDay.of(clock.instant()).date();
        List<MultiGauge.Row<?>> rows = results.countGaps(today.minusDays(GAUGE_DAYS), today).entrySet().stream()
                .<MultiGauge.Row<?>>map(
                        entry -> MultiGauge.Row.of(Tags.of("adapter", entry.getKey()), entry.getValue()))
                .toList();
        gauge.register(rows, true);
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.warn("tried again later: {}", FailureTrace.of(failure));
        }
    }
}
