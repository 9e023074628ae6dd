package se.knutpunkt.queue;

import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.Hint;
import se.knutpunkt.ledger.NodeLedger;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.FaultPoint;
import se.knutpunkt.message.HubException;

/**
 * The backstop of the queue: hints again what is due and nobody has claimed, takes over from nodes that died, and shows that this
 * one lives. Each may fail and is simply tried again.
 */
public final class Sweep {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

    /** Hints in a queue above which the sweep leaves it alone. */
    private static final long FULL = 500;

    private final DeliveryLedger deliveries;
    private final NodeLedger nodes;
    private final HintSender hints;
    private final HintQueues queues;
    private final int limit;
    private final int quietSeconds;
    private volatile boolean failing;

    /**
     * @param limit most hints of one sweep
     * @param quietSeconds how long a hint is trusted before the sweep repeats it
     */
    public Sweep(
            DeliveryLedger deliveries,
            NodeLedger nodes,
            HintSender hints,
            HintQueues queues,
            int limit,
            int quietSeconds) {
        this.deliveries = deliveries;
        this.nodes = nodes;
        this.hints = hints;
        this.queues = queues;
        this.limit = limit;
        this.quietSeconds = quietSeconds;
    }

    /** Hints what is due; goes on at once while there is a full batch of it. */
    public void sweep() {
        attempt(() -> {
            // without a broker nothing is marked as enqueued, so that all of it is due when the broker is back
            while (hints.isAvailable()) {
                List<Hint> due = deliveries.sweep(limit, quietSeconds);
                if (!due.isEmpty()) {
                    FaultPoint.SWEEP.pass();
                }
                hints.accept(withoutFullQueues(due));
                if (due.size() < limit) {
                    return;
                }
            }
        });
    }

    public void heartbeat() {
        attempt(nodes::heartbeat);
    }

    public void takeOver() {
        attempt(() -> hints.accept(deliveries.takeOverFromDeadNodes()));
    }

    /** Tells the other nodes that this one is gone. */
    public void end() {
        attempt(nodes::end);
    }

    /** A slow receiver's queue is not filled with the same hints over and over. */
    private List<Hint> withoutFullQueues(List<Hint> due) {
        if (due.isEmpty()) {
            return due;
        }
        Map<String, Long> waiting = queues.countWaiting(
                due.stream().map(Hint::receiverSystem).distinct().toList());
        return due.stream()
                .filter(hint -> waiting.getOrDefault(hint.receiverSystem(), 0L) < FULL)
                .toList();
    }

    private void attempt(Runnable work) {
        try {
            work.run();
            failing = false;
        } catch (HubException away) {
            if (!failing) {
                LOG.warn(
                        "sweep or heartbeat failed, tried again: {}",
                        away.code().number());
            }
            failing = true;
        } catch (RuntimeException broken) {
            // whatever it is, a node without a heartbeat is given up by the others
            if (!failing) {
                LOG.error("sweep or heartbeat failed, tried again: {}", FailureTrace.of(broken));
            }
            failing = true;
        }
    }
}
