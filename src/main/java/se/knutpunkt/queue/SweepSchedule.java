package se.knutpunkt.queue;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

/** Runs the sweep and the heartbeat while the hub runs; stops after the routes, so that no claim outlives its heartbeat. */
public final class SweepSchedule implements SmartLifecycle {

    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private final Sweep sweep;
    private final Duration interval;
    private ThreadPoolTaskScheduler scheduler;

    public SweepSchedule(Sweep sweep, Duration interval) {
        this.sweep = sweep;
        this.interval = interval;
    }

    @Override
    public synchronized void start() {
        if (scheduler != null) {
            return;
        }
        scheduler = new ThreadPoolTaskScheduler();
        // a slow sweep must not delay the heartbeat
        scheduler.setPoolSize(2);
        scheduler.setThreadNamePrefix("sweep-");
        scheduler.setDaemon(true);
        scheduler.initialize();
        sweep.heartbeat();
        scheduler.scheduleWithFixedDelay(sweep::heartbeat, HEARTBEAT);
        scheduler.scheduleWithFixedDelay(
                () -> {
                    sweep.takeOver();
                    sweep.sweep();
                },
                interval);
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.shutdown();
            scheduler = null;
            sweep.end();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
