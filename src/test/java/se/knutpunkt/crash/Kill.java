package se.knutpunkt.crash;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import se.knutpunkt.codec.Format;
import se.knutpunkt.message.FaultPoint;

/**
 * One kill from beginning to end: load until enough is under way, a thread held at every point between two steps, a random instant,
 * {@code kill -9}, a new start, and the count when everything has had time to arrive.
 */
final class Kill {

    private static final int SENDERS = 12;
    private static final int EPISODES = 600;
    private static final int LATEST_MILLIS = 1_500;
    private static final Duration LOAD_LIMIT = Duration.ofMinutes(3);
    private static final Duration ARRIVAL_LIMIT = Duration.ofMinutes(4);
    private static final Set<FaultPoint> ALL = FaultPoint.UNDER_LOAD;

    private final HubUnderFire fire;
    private final KillTarget target;
    private final long seed;
    private final Random random;
    private final Map<Format, Integer> entrances;

    /** @param entrances gets the accepted messages of each format */
    Kill(HubUnderFire fire, KillTarget target, long seed, Map<Format, Integer> entrances) {
        this.fire = fire;
        this.target = target;
        this.seed = seed;
        this.random = new Random(seed);
        this.entrances = entrances;
    }

    KillRow run() {
        Receivers receivers = fire.receivers();
        long unmarkedBefore = receivers.countUnmarkedDoubles();
        long markedBefore = receivers.countMarkedDoubles();
        long heldBefore = fire.ledger().countHeld();
        Promises promises = new Promises(receivers);
        try (SenderClient client = new SenderClient(fire.hub().url(), fire.hub().mllpPort())) {
            Senders senders = new Senders(client, fire.writer(), promises, fire.episodes(EPISODES, seed));
            receivers.slowDown(random);
            long start = System.nanoTime();
            senders.start(SENDERS);
            load(promises);
            Duration instant = Duration.ofNanos(System.nanoTime() - start);
            long killed = System.nanoTime();
            kill();
            int inFlight = promises.countInFlight();
            Set<FaultPoint> windows = fire.faults().listHeld();
            receivers.speedUp();
            comeBack();
            Duration ready = Duration.ofNanos(System.nanoTime() - killed);
            senders.stop();
            boolean answered = reached(ARRIVAL_LIMIT, senders::areDone);
            reached(ARRIVAL_LIMIT, () -> promises.countInFlight() == 0);
            boolean quiet = reached(ARRIVAL_LIMIT, () -> fire.ledger().countUnderWay() == 0);
            long stuck = quiet ? 0 : fire.ledger().countStuck();
            Map<String, Integer> problems = new TreeMap<>(promises.problems());
            if (!answered) {
                problems.put("senders without an answer", 1);
            }
            long held = fire.ledger().countHeld() - heldBefore;
            if (held > 0) {
                problems.put("deliveries held", (int) held);
            }
            for (Format format : Format.values()) {
                entrances.merge(format, promises.countAccepted(format), Integer::sum);
            }
            return new KillRow(
                    target,
                    seed,
                    instant,
                    inFlight,
                    windows,
                    ready,
                    promises.countAccepted(),
                    promises.listMissing(),
                    receivers.countUnmarkedDoubles() - unmarkedBefore,
                    receivers.countMarkedDoubles() - markedBefore,
                    receivers.listOutOfOrder(promises.inOrder()),
                    stuck,
                    fire.ledger().countUnderWay(),
                    problems);
        }
    }

    private void load(Promises promises) {
        int wanted = KillRow.LEAST_IN_FLIGHT + 10 + random.nextInt(100);
        Awaitility.await(wanted + " messages in flight")
                .atMost(LOAD_LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> promises.countInFlight() >= wanted);
        pause(random.nextInt(LATEST_MILLIS));
        fire.faults().arm(ALL);
        fire.faults().awaitHeld(ALL, LOAD_LIMIT);
        pause(random.nextInt(LATEST_MILLIS));
    }

    private void kill() {
        switch (target) {
            case HUB -> fire.hub().kill();
            case DATABASE -> fire.hub().killDatabase();
            case BROKER -> fire.broker().kill();
        }
    }

    private void comeBack() {
        fire.faults().release();
        switch (target) {
            case HUB -> fire.hub().launch();
            case DATABASE -> {
                // the hub starts it again by itself
            }
            case BROKER -> fire.broker().start();
        }
        fire.hub().awaitReady();
        if (target == KillTarget.BROKER) {
            Awaitility.await("broker back")
                    .atMost(LOAD_LIMIT)
                    .until(() -> fire.hub().health("").startsWith("{\"status\":\"UP\""));
        }
    }

    /** The instant of a kill is random; nothing is waited for. */
    private static void pause(int millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private static boolean reached(Duration limit, Callable<Boolean> condition) {
        try {
            Awaitility.await()
                    .atMost(limit)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreException(IllegalStateException.class)
                    .until(condition);
            return true;
        } catch (ConditionTimeoutException counted) {
            return false;
        }
    }
}
