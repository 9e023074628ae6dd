package se.knutpunkt.queue;

import jakarta.jms.Connection;
import jakarta.jms.InvalidDestinationException;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQExceptionType;
import org.apache.activemq.artemis.jms.client.ActiveMQDestination;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.ledger.Hint;
import se.knutpunkt.message.FailureTrace;

/**
 * Takes hints after a commit and sends them in batches from a thread of its own. Never blocks and never fails its caller: what
 * does not fit, or comes while the broker is away, is dropped, because the sweep finds it again.
 */
public final class HintSender implements Consumer<List<Hint>> {

    private static final Logger LOG = LoggerFactory.getLogger(HintSender.class);
    private static final int BATCH = 200;
    private static final int CAPACITY = 20_000;
    private static final long PROBE_MILLIS = 1_000;

    private final BrokerConnections connections;
    private final BooleanSupplier restoreQueues;
    private final BlockingQueue<Hint> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean available = true;
    private volatile Thread sender;

    /** @param queues made anew where the broker has lost them */
    public HintSender(BrokerConnections connections, HintQueues queues) {
        this.connections = connections;
        this.restoreQueues = queues::restore;
    }

    @Override
    public void accept(List<Hint> hints) {
        for (Hint hint : hints) {
            if (!available || !waiting.offer(hint)) {
                dropped.incrementAndGet();
            }
        }
    }

    /** False from the first failure until the broker answers again. */
    public boolean isAvailable() {
        return available;
    }

    /** Hints that were left to the sweep since start. */
    public long countDropped() {
        return dropped.get();
    }

    public synchronized void start() {
        if (sender == null) {
            sender = new Thread(this::run, "hint-sender");
            sender.setDaemon(true);
            sender.start();
        }
    }

    public synchronized void stop() {
        if (sender != null) {
            sender.interrupt();
            sender = null;
        }
    }

    private void run() {
        try {
            while (Thread.currentThread() == sender) {
                try {
                    turn();
                } catch (RuntimeException broken) {
                    if (Thread.currentThread() != sender) {
                        // stopped in the middle of a turn, in order
                        return;
                    }
                    // whatever it is, without this thread every delivery would wait for the sweep from now on
                    LOG.error("hints not sent, left to the sweep: {}", FailureTrace.of(broken));
                    available = false;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void turn() throws InterruptedException {
        if (!available) {
            leaveToSweep();
            Thread.sleep(PROBE_MILLIS);
            probe();
            return;
        }
        Hint first = waiting.poll(PROBE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
            probe();
        } else {
            List<Hint> batch = new ArrayList<>();
            batch.add(first);
            waiting.drainTo(batch, BATCH - 1);
            send(batch);
        }
    }

    private void leaveToSweep() {
        List<Hint> left = new ArrayList<>();
        dropped.addAndGet(waiting.drainTo(left));
    }

    private void probe() {
        boolean reachable = connections.isReachable() && (available || restoreQueues.getAsBoolean());
        if (reachable != available) {
            LOG.warn(reachable ? "broker is back" : "broker is away, the sweep repairs what is not hinted");
        }
        available = reachable;
    }

    private void send(List<Hint> batch) {
        try {
            send(batch, batch.size() > 1);
        } catch (JMSException refused) {
            // one refused duplicate takes the whole transaction with it: then each hint goes by itself
            sendOneByOne(batch);
        }
    }

    private void sendOneByOne(List<Hint> batch) {
        boolean lost = false;
        for (int i = 0; i < batch.size(); i++) {
            try {
                send(batch.subList(i, i + 1), false);
            } catch (InvalidDestinationException unknown) {
                LOG.warn("no queue {} yet", HintQueues.of(batch.get(i).receiverSystem()));
                lost = true;
            } catch (JMSException refused) {
                if (!isDuplicate(refused)) {
                    LOG.warn("broker is away: {}", refused.getClass().getSimpleName());
                    available = false;
                    dropped.addAndGet(batch.size() - i);
                    return;
                }
            }
        }
        if (lost) {
            restoreQueues.getAsBoolean();
        }
    }

    private void send(List<Hint> hints, boolean transacted) throws JMSException {
        try (Connection connection = connections.connect();
                Session session = connection.createSession(
                        transacted, transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE);
                MessageProducer producer = session.createProducer(null)) {
            for (Hint hint : hints) {
                producer.send(
                        ActiveMQDestination.createQueue(HintQueues.of(hint.receiverSystem())),
                        HintMessage.write(session, hint));
            }
            if (transacted) {
                session.commit();
            }
        }
    }

    private static boolean isDuplicate(JMSException refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof ActiveMQException broker
                    && broker.getType() == ActiveMQExceptionType.DUPLICATE_ID_REJECTED) {
                return true;
            }
        }
        return false;
    }
}
