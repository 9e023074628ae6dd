package se.knutpunkt.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;

/**
 * Messages sent at a steady rate, and what became of each as its sender and its receiver saw it. Latencies are counted from the time
 * a message should have been sent.
 */
final class Load {

    private static final String PATH = "/fhir/$process-message";
    private static final long RETRY_MILLIS = 200;
    private static final long GIVE_UP_MICROS = 120_000_000;
    private static final int DIGITS = 3;
    private static final int MOST_OF_A_REFUSAL = 500;

    private final int run;
    private final int number;
    private final List<List<MessageTemplate>> episodes;
    private final HubSender sender;
    private final Micros micros;
    private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();
    private final Histogram accept = new Histogram(DIGITS);
    private final Map<String, Histogram> delivered = new TreeMap<>();
    private final AtomicInteger offered = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicReference<String> firstRefusal = new AtomicReference<>("");
    private long lastArrivalMicros;
    private int arrived;
    private int markedDoubles;
    private int unmarkedDoubles;
    private int outOfOrder;

    Load(int run, int number, List<List<MessageTemplate>> episodes, HubSender sender, Micros micros) {
        this.run = run;
        this.number = number;
        this.episodes = episodes;
        this.sender = sender;
        this.micros = micros;
    }

    /** Offers every message when it is due; returns when the last one has been offered, not answered. */
    void offer(OpenLoop schedule) {
        LaneOrder order = LaneOrder.at(schedule.perSecond());
        int next = 0;
        while (next < schedule.count()) {
            int due = schedule.countDue(micros.now());
            for (; next < due; next++) {
                offer(order.turn(next), schedule.intendedMicros(next));
            }
            if (next < schedule.count()) {
                micros.await(schedule.intendedMicros(next));
            }
        }
    }

    private void offer(LaneOrder.Turn turn, long intendedMicros) {
        Lane lane = lanes.computeIfAbsent(
                turn.lane(), laneNumber -> new Lane(laneNumber, episodes.get(laneNumber % episodes.size())));
        offered.incrementAndGet();
        if (lane.offer(turn.place(), intendedMicros)) {
            sender.execute(() -> send(lane, turn.place()));
        }
    }

    private void send(Lane lane, int place) {
        MessageTemplate message = lane.message(place);
        byte[] body = message.write(new BenchId(run, number, lane.number(), place));
        sender.post(PATH, message.token(), body, (status, answer) -> answered(lane, place, status, answer));
    }

    private void answered(Lane lane, int place, int status, byte[] answer) {
        long late = micros.now() - lane.intendedMicros(place);
        if (status == 200) {
            accept.recordValue(Math.max(0, late));
            accepted.incrementAndGet();
            finish(lane, place, true);
        } else if (status == HubSender.NO_ANSWER || status == 429 || status >= 500) {
            if (late > GIVE_UP_MICROS) {
                givenUp.incrementAndGet();
                finish(lane, place, false);
            } else {
                repeated.incrementAndGet();
                sender.later(RETRY_MILLIS, () -> send(lane, place));
            }
        } else {
            firstRefusal.compareAndSet("", status + " " + shortened(new String(answer, StandardCharsets.UTF_8)));
            refused.incrementAndGet();
            finish(lane, place, false);
        }
    }

    // From the end: what is wrong stands there.
    private static String shortened(String answer) {
        return answer.substring(Math.max(0, answer.length() - MOST_OF_A_REFUSAL));
    }

    private void finish(Lane lane, int place, boolean wasAccepted) {
        OptionalInt next = lane.finish(place, wasAccepted);
        next.ifPresent(following -> send(lane, following));
    }

    /** An arrival at a receiver. Called by one thread. */
    void arrive(BenchId id, String system, long atMicros, boolean marked) {
        Lane lane = lanes.get(id.lane());
        if (lane == null) {
            return;
        }
        switch (lane.arrive(id.place(), marked)) {
            case MARKED_DOUBLE -> markedDoubles++;
            case UNMARKED_DOUBLE -> unmarkedDoubles++;
            case OUT_OF_ORDER -> {
                outOfOrder++;
                first(lane, id.place(), system, atMicros);
            }
            case FIRST -> first(lane, id.place(), system, atMicros);
        }
    }

    private void first(Lane lane, int place, String system, long atMicros) {
        arrived++;
        lastArrivalMicros = Math.max(lastArrivalMicros, atMicros);
        delivered
                .computeIfAbsent(system, id -> new Histogram(DIGITS))
                .recordValue(Math.max(0, atMicros - lane.intendedMicros(place)));
    }

    int number() {
        return number;
    }

    int offered() {
        return offered.get();
    }

    int accepted() {
        return accepted.get();
    }

    int refused() {
        return refused.get();
    }

    int givenUp() {
        return givenUp.get();
    }

    int repeated() {
        return repeated.get();
    }

    String firstRefusal() {
        return firstRefusal.get();
    }

    int arrived() {
        return arrived;
    }

    int markedDoubles() {
        return markedDoubles;
    }

    int unmarkedDoubles() {
        return unmarkedDoubles;
    }

    int outOfOrder() {
        return outOfOrder;
    }

    long lastArrivalMicros() {
        return lastArrivalMicros;
    }

    /** Messages without an answer yet. */
    int countUnanswered() {
        return offered.get() - accepted.get() - refused.get() - givenUp.get();
    }

    /** Messages that were accepted and have not arrived. */
    int countMissing() {
        return lanes.values().stream().mapToInt(Lane::countMissing).sum();
    }

    /** Latency to the receipt, microseconds; to be read when every message is answered. */
    Histogram accept() {
        return accept;
    }

    /** Latency to the receivers other than {@code except}, microseconds. */
    Histogram delivered(String except) {
        Histogram sum = new Histogram(DIGITS);
        delivered.forEach((system, histogram) -> {
            if (!system.equals(except)) {
                sum.add(histogram);
            }
        });
        return sum;
    }
}
