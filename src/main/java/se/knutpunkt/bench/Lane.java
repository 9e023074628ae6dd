package se.knutpunkt.bench;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalInt;

/**
 * One episode on its way: its messages are sent one after the other, the next when the one before has its answer, and what its
 * receiver got is held against what was sent. Safe for threads.
 */
final class Lane {

    private final int number;
    private final List<MessageTemplate> messages;
    private final long[] intendedMicros;
    private final boolean[] accepted;
    private final boolean[] arrived;
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private boolean busy;
    private int latest = -1;

    /** What an arrival was. */
    enum Arrival {
        FIRST,
        OUT_OF_ORDER,
        MARKED_DOUBLE,
        UNMARKED_DOUBLE
    }

    Lane(int number, List<MessageTemplate> messages) {
        this.number = number;
        this.messages = messages;
        this.intendedMicros = new long[messages.size()];
        this.accepted = new boolean[messages.size()];
        this.arrived = new boolean[messages.size()];
    }

    int number() {
        return number;
    }

    MessageTemplate message(int place) {
        return messages.get(place);
    }

    String receiver() {
        return messages.get(0).receiver();
    }

    /** A message is due; true when it is to be sent now, false when it waits for those before it. */
    synchronized boolean offer(int place, long micros) {
        intendedMicros[place] = micros;
        if (busy) {
            waiting.add(place);
            return false;
        }
        busy = true;
        return true;
    }

    /** A message has its answer or is given up; the one to send next, if any. */
    synchronized OptionalInt finish(int place, boolean wasAccepted) {
        accepted[place] = wasAccepted;
        Integer next = waiting.poll();
        busy = next != null;
        return next == null ? OptionalInt.empty() : OptionalInt.of(next);
    }

    synchronized long intendedMicros(int place) {
        return intendedMicros[place];
    }

    synchronized Arrival arrive(int place, boolean marked) {
        if (arrived[place]) {
            return marked ? Arrival.MARKED_DOUBLE : Arrival.UNMARKED_DOUBLE;
        }
        arrived[place] = true;
        boolean late = place < latest;
        latest = Math.max(latest, place);
        return late ? Arrival.OUT_OF_ORDER : Arrival.FIRST;
    }

    /** Messages that were accepted and have not arrived. */
    synchronized int countMissing() {
        int missing = 0;
        for (int place = 0; place < accepted.length; place++) {
            missing += accepted[place] && !arrived[place] ? 1 : 0;
        }
        return missing;
    }
}
