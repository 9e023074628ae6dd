package se.knutpunkt.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All loads of a run: hands each arrival to the load its id names, and counts what all of them lost, doubled or disordered. */
final class Loads {

    private static final long LOOK_MILLIS = 100;

    private final int run;
    private final HubSender sender;
    private final Receivers receivers;
    private final Micros micros;
    private final Map<Integer, Load> loads = new TreeMap<>();

    Loads(int run, HubSender sender, Receivers receivers, Micros micros) {
        this.run = run;
        this.sender = sender;
        this.receivers = receivers;
        this.micros = micros;
    }

    Load create(List<List<MessageTemplate>> episodes) {
        Load load = new Load(run, loads.size() + 1, episodes, sender, micros);
        loads.put(load.number(), load);
        return load;
    }

    /** Sends a load and waits until everything is answered and delivered, or nothing has moved for {@code patienceSeconds}. */
    Load run(List<List<MessageTemplate>> episodes, int perSecond, int seconds, int patienceSeconds) {
        Load load = create(episodes);
        offer(load, perSecond, seconds);
        settle(load, patienceSeconds);
        return load;
    }

    void offer(Load load, int perSecond, int seconds) {
        load.offer(OpenLoop.lasting(micros.now() + 50_000, perSecond, seconds));
    }

    /** False when something is still missing after {@code patienceSeconds} in which nothing moved. */
    boolean settle(Load load, int patienceSeconds) {
        long moved = micros.now();
        int before = -1;
        while (load.countUnanswered() > 0 || load.countMissing() > 0) {
            look();
            int now = load.arrived() + load.accepted();
            if (now != before) {
                before = now;
                moved = micros.now();
            } else if (micros.now() - moved > patienceSeconds * 1_000_000L) {
                return false;
            }
            micros.pause(LOOK_MILLIS);
        }
        look();
        return true;
    }

    /** Takes over what has arrived since the last time. */
    void look() {
        receivers.takeArrivals((atMicros, system, id, marked) -> BenchId.from(id, run)
                .ifPresent(known -> {
                    Load load = loads.get(known.load());
                    if (load != null) {
                        load.arrive(known, system, atMicros, marked);
                    }
                }));
    }

    Promises promises() {
        Promises all = Promises.NONE;
        for (Load load : new ArrayList<>(loads.values())) {
            all = all.plus(Promises.of(load));
        }
        return all;
    }
}
