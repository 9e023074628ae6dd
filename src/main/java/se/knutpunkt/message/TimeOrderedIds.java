package se.knutpunkt.message;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.UUIDClock;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The identifiers of a running hub: UUID version 7, each greater than the one before, safe to draw from many threads. They do
 * not go back when the clock does, unless it goes back by more than a day: that is the mend of a clock that was far wrong.
 */
public final class TimeOrderedIds implements Ids {

    private static final long FARTHEST_HELD_MILLIS = Duration.ofDays(1).toMillis();

    private final TimeBasedEpochGenerator generator;

    public TimeOrderedIds() {
        this(Clock.systemUTC());
    }

    public TimeOrderedIds(Clock clock) {
        this.generator = Generators.timeBasedEpochGenerator(null, new Steady(clock));
    }

    @Override
    public UUID next() {
        return generator.generate();
    }

    /** The clock, standing still where it went back. */
    private static final class Steady extends UUIDClock {

        private final Clock clock;
        private final AtomicLong last = new AtomicLong(Long.MIN_VALUE);

        Steady(Clock clock) {
            this.clock = clock;
        }

        @Override
        public long currentTimeMillis() {
            long now = clock.millis();
            return last.updateAndGet(before -> before > now && before - now <= FARTHEST_HELD_MILLIS ? before : now);
        }
    }
}
