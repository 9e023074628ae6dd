package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.operate.failure.FailureGatherer;

/** What watching does by itself: gathers, evaluates and tells on one node at a time; samples on every node. */
public final class WatchSchedule implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WatchSchedule.class);
    private static final Duration SAMPLES = Duration.ofMinutes(5);
    private static final Duration FORGETTING = Duration.ofHours(6);

    private final FailureGatherer gatherer;
    private final AlertEvaluator evaluator;
    private final NoticeDispatch dispatch;
    private final WatchSampler sampler;
    private final ConfigurationInForce configuration;
    private final OneNode oneNode;
    private final Duration turn;
    private final Clock clock;
    private ThreadPoolTaskScheduler scheduler;

    WatchSchedule(
            FailureGatherer gatherer,
            AlertEvaluator evaluator,
            NoticeDispatch dispatch,
            WatchSampler sampler,
            ConfigurationInForce configuration,
            OneNode oneNode,
            Duration turn,
            Clock clock) {
        this.gatherer = gatherer;
        this.evaluator = evaluator;
        this.dispatch = dispatch;
        this.sampler = sampler;
        this.configuration = configuration;
        this.oneNode = oneNode;
        this.turn = turn;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (scheduler == null) {
            scheduler = new ThreadPoolTaskScheduler();
            scheduler.setPoolSize(2);
            scheduler.setThreadNamePrefix("watch-");
            scheduler.setDaemon(true);
            scheduler.initialize();
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(this::look), clock.instant().plus(turn), turn);
            // a mail server that is slow must not keep anything from being seen
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(dispatch::send), clock.instant().plus(turn), turn);
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(sampler::sample), clock.instant().plus(turn), SAMPLES);
            scheduler.scheduleWithFixedDelay(
                    () -> attempt(() -> oneNode.attempt("forget-failures", FORGETTING, gatherer::forget)),
                    clock.instant().plus(FORGETTING),
                    FORGETTING);
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

    private void look() {
        oneNode.attempt("watch", turn, () -> {
            gatherer.gather();
            evaluator.evaluate();
            dispatch.write();
        });
    }

    private void attempt(Runnable work) {
        if (!configuration.isPresent()) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException failure) {
            LOG.warn("tried again later: {}", FailureTrace.of(failure));
        }
    }
}
