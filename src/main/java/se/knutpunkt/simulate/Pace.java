package se.knutpunkt.simulate;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Keeps all senders together to so many messages a second: what the table then shows is the hub's time and not its backlog. */
final class Pace {

    private final long nanosBetween;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** @param perSecond zero for no limit */
    Pace(int perSecond) {
        nanosBetween = perSecond == 0 ? 0 : Duration.ofSeconds(1).toNanos() / perSecond;
    }

    /** Returns when the caller may send. */
    void await() {
        if (nanosBetween == 0) {
            return;
        }
        long now = System.nanoTime();
        // time that nobody used is gone: a pause is not made up for by a burst
        long mine = next.getAndUpdate(due -> Math.max(due, now) + nanosBetween);
        for (long left = mine - now; left > 0; left = mine - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
