package se.knutpunkt.deliver;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.message.FailureTrace;

/** What deliveries need done at regular times, on threads of their own. */
public final class DeliverySchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeliverySchedule.class);

    /**
     * One thing to do.
     *
     * @param pause time between the end of one run and the start of the next
     */
    public record Task(Runnable work, Duration pause) {}

    private final Runnable atStart;
    private final Runnable atStop;
    private final Task[] tasks;
    private ThreadPoolTaskScheduler scheduler;

    /**
     * @param atStart what is done before the first task
     * @param atStop what is done when the node stops, before requests under way are waited for
     */
    public DeliverySchedule(Runnable atStart, Runnable atStop, Task... tasks) {
        this.atStart = atStart;
        this.atStop = atStop;
        this.tasks = tasks.clone();
    }

    @Override
    public synchronized void start() {
        if (scheduler != null) {
            return;
        }
        atStart.run();
        scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(tasks.length);
        scheduler.setThreadNamePrefix("deliver-");
        scheduler.setDaemon(true);
        // the next turn comes all the same
        scheduler.setErrorHandler(broken -> LOG.error("left to its next turn: {}", FailureTrace.of(broken)));
        scheduler.initialize();
        for (Task task : tasks) {
            scheduler.scheduleWithFixedDelay(task.work(), task.pause());
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
}
