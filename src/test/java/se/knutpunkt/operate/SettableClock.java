package se.knutpunkt.operate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that a test sets. */
public final class SettableClock extends Clock {

    private Instant now;

    public SettableClock(Instant now) {
        // what is kept has no more digits
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    public void forward(Duration by) {
        now = now.plus(by);
    }

    public void set(Instant instant) {
        now = instant;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
