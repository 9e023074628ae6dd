package se.knutpunkt.operate.overview;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import se.knutpunkt.ledger.OverviewLedger;
import se.knutpunkt.ledger.OverviewLedger.Flow;

/**
 * What went to and from each party lately, kept in memory so that each look reads only what is new. After a start it looks back hour by
 * hour, newest first, as far as silence is measured, with a bound on the time that one look may take.
 */
final class Traffic {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Minutes that are read again, for what was committed late. */
    private static final Duration AGAIN = Duration.ofMinutes(2);

    private static final Duration LONGEST_LOOK_BACK = Duration.ofSeconds(2);

    private final OverviewLedger ledger;
    private final Duration silentAfter;
    private final Clock clock;
    private final Map<String, Side> got = new HashMap<>();
    private final Map<String, Side> sent = new HashMap<>();
    private Instant from;
    private Instant to;

    /** One direction of one party: counts by minute, and when the last went. */
    private static final class Side {
        private final Map<Instant, Long> minutes = new HashMap<>();
        private Instant last = Instant.MIN;
    }

    Traffic(OverviewLedger ledger, Duration silentAfter, Clock clock) {
        this.ledger = ledger;
        this.silentAfter = silentAfter;
        this.clock = clock;
    }

    /** Reads what is new, and some more of what was before the start. */
    void refresh(Instant now, Function<String, String> partyOfUnit) {
        Instant started = clock.instant();
        Instant begin = to == null ? minute(now.minus(HOUR)) : minute(to.minus(AGAIN));
        read(begin, now, partyOfUnit);
        from = from == null ? begin : from;
        to = now;
        while (!isComplete(now) && Duration.between(started, clock.instant()).compareTo(LONGEST_LOOK_BACK) < 0) {
            Instant earlier = from.minus(HOUR);
            read(earlier, from, partyOfUnit);
            from = earlier;
        }
        forget(now);
    }

    /** Whether it knows as far back as silence is measured. */
    boolean isComplete(Instant now) {
        return !from.isAfter(now.minus(silentAfter));
    }

    long gotLastHour(String party) {
        return lastHour(got.get(party));
    }

    long sentLastHour(String party) {
        return lastHour(sent.get(party));
    }

    long gotLastHour() {
        return got.values().stream().mapToLong(this::lastHour).sum();
    }

    long sentLastHour() {
        return sent.values().stream().mapToLong(this::lastHour).sum();
    }

    /** Null when nothing is known of it. */
    Instant last(String party) {
        Instant gotLast = got.containsKey(party) ? got.get(party).last : Instant.MIN;
        Instant sentLast = sent.containsKey(party) ? sent.get(party).last : Instant.MIN;
        Instant last = gotLast.isAfter(sentLast) ? gotLast : sentLast;
        return last.equals(Instant.MIN) ? null : last;
    }

    /** Deliveries of each of the last sixty minutes, the oldest first. */
    List<Long> deliveredPerMinute() {
        List<Long> counts = new ArrayList<>();
        for (Instant at = minute(to).minus(59, ChronoUnit.MINUTES);
                !at.isAfter(to);
                at = at.plus(1, ChronoUnit.MINUTES)) {
            Instant minute = at;
            counts.add(got.values().stream()
                    .mapToLong(side -> side.minutes.getOrDefault(minute, 0L))
                    .sum());
        }
        return counts;
    }

    private void read(Instant begin, Instant end, Function<String, String> partyOfUnit) {
        clear(got, begin, end);
        clear(sent, begin, end);
        ledger.listDelivered(begin, end).forEach(flow -> add(got, flow.who(), flow));
        ledger.listReceived(begin, end).forEach(flow -> add(sent, partyOfUnit.apply(flow.who()), flow));
    }

    private static void clear(Map<String, Side> sides, Instant begin, Instant end) {
        sides.values()
                .forEach(side ->
                        side.minutes.keySet().removeIf(minute -> !minute.isBefore(begin) && minute.isBefore(end)));
    }

    private static void add(Map<String, Side> sides, String party, Flow flow) {
        Side side = sides.computeIfAbsent(party, none -> new Side());
        side.minutes.merge(flow.minute(), flow.count(), Long::sum);
        side.last = flow.last().isAfter(side.last) ? flow.last() : side.last;
    }

    private long lastHour(Side side) {
        Instant begin = to.minus(HOUR);
        return side == null
                ? 0
                : side.minutes.entrySet().stream()
                        .filter(minute -> minute.getKey().isAfter(begin))
                        .mapToLong(Map.Entry::getValue)
                        .sum();
    }

    private void forget(Instant now) {
        Instant old = now.minus(HOUR).minus(AGAIN);
        for (Map<String, Side> sides : List.of(got, sent)) {
            sides.values().forEach(side -> side.minutes.keySet().removeIf(minute -> minute.isBefore(old)));
        }
    }

    private static Instant minute(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MINUTES);
    }
}
