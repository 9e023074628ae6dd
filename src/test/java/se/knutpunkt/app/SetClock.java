package se.knutpunkt.app;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock, set wrong by as much as a test says. */
final class SetClock extends Clock {

    private volatile Duration off = Duration.ZERO;

    void jump(Duration by) {
        off = off.plus(by);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(off);
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
