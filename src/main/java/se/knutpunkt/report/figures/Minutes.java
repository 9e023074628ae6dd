package se.knutpunkt.report.figures;

import java.time.Instant;
import java.util.BitSet;

/** The minutes of a period, each marked or not. A minute that is touched is marked whole, so overlaps count once. */
final class Minutes {

    private static final long SECONDS = 60;

    private final BitSet marked = new BitSet();
    private final Instant from;
    private final Instant to;

    Minutes(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** Marks every minute that the time between the two touches; what lies outside the period does not count. */
    void mark(Instant begin, Instant end) {
        Instant start = begin.isBefore(from) ? from : begin;
        Instant stop = end == null || end.isAfter(to) ? to : end;
        if (start.isBefore(stop)) {
            marked.set(index(start), index(stop.minusNanos(1)) + 1);
        }
    }

    long count() {
        return marked.cardinality();
    }

    private int index(Instant at) {
        return Math.toIntExact((at.getEpochSecond() - from.getEpochSecond()) / SECONDS);
    }
}
