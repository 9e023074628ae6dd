package se.knutpunkt.operate.alert;

import java.time.Duration;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.RegularWork;
import se.knutpunkt.operate.failure.FailureGatherer;

/** What watching does by itself: gathers, evaluates and tells on one node at a time; samples on every node. */
final class WatchSchedule {

    private static final Duration SAMPLES = Duration.ofMinutes(5);
    private static final Duration FORGETTING = Duration.ofHours(6);

    private final ConfigurationInForce configuration;
    private final OneNode oneNode;

    WatchSchedule(ConfigurationInForce configuration, OneNode oneNode) {
        this.configuration = configuration;
        this.oneNode = oneNode;
    }

    /** @param turn between two looks */
    RegularWork of(
            FailureGatherer gatherer,
            AlertEvaluator evaluator,
            NoticeDispatch dispatch,
            WatchSampler sampler,
            Duration turn) {
        return new RegularWork(
                "watch",
                later(
                        () -> oneNode.attempt("watch", turn, () -> {
                            gatherer.gather();
                            evaluator.evaluate();
                            dispatch.write();
                        }),
                        turn),
                // a mail server that is slow must not keep anything from being seen
                later(dispatch::send, turn),
                new RegularWork.Task(configured(sampler::sample), turn, SAMPLES),
                later(() -> oneNode.attempt("forget-failures", FORGETTING, gatherer::forget), FORGETTING));
    }

    private RegularWork.Task later(Runnable work, Duration pause) {
        return RegularWork.Task.later(configured(work), pause);
    }

    /** Before a configuration is in force there is nothing to look at. */
    private Runnable configured(Runnable work) {
        return () -> {
            if (configuration.isPresent()) {
                work.run();
            }
        };
    }
}
