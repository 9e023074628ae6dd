package se.knutpunkt.ledger;

import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.message.FailureTrace;

/**
 * What one part of the hub does at regular times while the hub runs, each task on a thread of its own; what breaks a turn ends that turn
 * and no more. What one node at a time is to do goes through {@link OneNode}.
 */
public final class RegularWork implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RegularWork.class);

    /**
     * One thing to do.
     *
     * @param first time from the start to the first run
     * @param pause time between the end of one run and the start of the next
     */
    public record Task(Runnable work, Duration first, Duration pause) {

        /** Runs for the first time at the start. */
        public static Task atOnce(Runnable work, Duration pause) {
            return new Task(work, Duration.ZERO, pause);
        }

        /** Runs for the first time after a pause. */
        public static Task later(Runnable work, Duration pause) {
            return new Task(work, pause, pause);
        }
    }

    private final String name;
    private final int phase;
    private final Runnable atStart;
    private final Runnable atStop;
    private final Task[] tasks;
    private ThreadPoolTaskScheduler scheduler;

    /**
     * @param name by which the threads are known
     * @param phase {@link SmartLifecycle#getPhase}: who has a lower one starts earlier and stops later
     * @param atStart what is done before the first task; if it fails nothing starts
     * @param atStop what is done when no task runs any more
     */
    public RegularWork(String name, int phase, Runnable atStart, Runnable atStop, Task... tasks) {
        this.name = name;
        this.phase = phase;
        this.atStart = atStart;
        this.atStop = atStop;
        this.tasks = tasks.clone();
    }

    /** Work that starts last and stops first, with nothing to do at either. */
    public RegularWork(String name, Task... tasks) {
        this(name, DEFAULT_PHASE, () -> {}, () -> {}, tasks);
    }

    @Override
    public synchronized void start() {
        if (scheduler != null) {
            return;
        }
        atStart.run();
        scheduler = new ThreadPoolTaskScheduler();
        // one that takes its time must not delay the others
        scheduler.setPoolSize(tasks.length);
        scheduler.setThreadNamePrefix(name + "-");
        scheduler.setDaemon(true);
        // the next turn comes all the same
        scheduler.setErrorHandler(broken -> LOG.warn("left to its next turn: {}", FailureTrace.of(broken)));
        scheduler.initialize();
        Instant now = scheduler.getClock().instant();
        for (Task task : tasks) {
            scheduler.scheduleWithFixedDelay(task.work(), now.plus(task.first()), task.pause());
        }
    }

    @Override
    public synchronized void stop() {
        if (scheduler != null) {
            scheduler.shutdown();
            scheduler = null;
            atStop.run();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
