package se.knutpunkt.bench;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Wall-clock time in microseconds since 1970: what senders and receivers on one machine have in common. */
final class Micros {

    private final Clock clock;

    Micros(Clock clock) {
        this.clock = clock;
    }

    long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** Returns at this time, or at once when it is past. */
    void await(long micros) {
        for (long left = micros - now(); left > 0; left = micros - now()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(left));
        }
    }

    void pause(long millis) {
        await(now() + millis * 1_000);
    }
}
