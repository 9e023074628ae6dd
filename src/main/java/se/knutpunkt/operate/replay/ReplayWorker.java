package se.knutpunkt.operate.replay;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.RedirectDecider;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayLedger;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;

/**
 * Takes the turns of replays, on one node at a time. What is right does not depend on that: each batch locks its replay. A node that
 * dies leaves whole batches behind, and the next one goes on from there.
 */
public final class ReplayWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWorker.class);

    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(250);
    /** Most of one receiver that are on their way at once: enough to keep it busy, few enough that a pause is felt. */
    private static final int WINDOW = 1_000;

    private static final int BATCH = 200;
    /** Each of a redirection opens its content, and locks two lanes. */
    private static final int REDIRECTS = 20;

    private final ReplayLedger ledger;
    private final ConfigurationInForce configuration;
    private final OneNode oneNode;
    private ThreadPoolTaskScheduler scheduler;

    public ReplayWorker(ReplayLedger ledger, ConfigurationInForce configuration, OneNode oneNode) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.oneNode = oneNode;
    }

    @Override
    public synchronized void start() {
        if (scheduler != null) {
            return;
        }
        scheduler = new ThreadPoolTaskScheduler();
        scheduler.setThreadNamePrefix("replay-");
        scheduler.setDaemon(true);
        // the next turn comes all the same
        scheduler.setErrorHandler(broken -> LOG.error("left to its next turn: {}", FailureTrace.of(broken)));
        scheduler.initialize();
        scheduler.scheduleWithFixedDelay(() -> oneNode.attempt("replay", TURN, this::turn), PAUSE);
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

    /** A batch of each replay in turn, until none of them lets anything more go now. */
    void turn() {
        List<UUID> open = ledger.listOpen();
        boolean going = true;
        for (int round = 0; going && round < WINDOW / BATCH; round++) {
            going = false;
            for (UUID id : open) {
                going |= batch(id) > 0;
            }
        }
    }

    private int batch(UUID id) {
        try {
            ReplayJob job = ledger.find(id).orElseThrow();
            boolean redirect = job.kind() == ReplayKind.REDIRECT;
            return ledger.work(id, WINDOW, redirect ? REDIRECTS : BATCH, redirect ? rules(job) : none());
        } catch (HubException refused) {
            LOG.warn("replay {} left to its next turn: {}", id, refused.code().number());
            return 0;
        }
    }

    private RedirectDecider rules(ReplayJob job) {
        var inForce = configuration.get();
        RedirectTarget target;
        try {
            target = RedirectTarget.require(inForce.directory(), job.target());
        } catch (HubException gone) {
            // it was there when the replay began; each delivery says so
            return delivery -> RedirectDecider.Decision.refuse(gone.code());
        }
        return delivery -> target.decide(delivery, inForce);
    }

    private static RedirectDecider none() {
        return delivery -> {
            throw new IllegalStateException("not a redirection");
        };
    }
}
