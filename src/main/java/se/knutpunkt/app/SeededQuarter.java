package se.knutpunkt.app;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import se.knutpunkt.report.figures.Period;

/** What is special about a made-up quarter. */
record SeededQuarter(Period period, Kind kind, int episodes) {

    /** Id of the municipality that is late in its quarter. */
    static final String LATE = "municipality-trollhattan";

    private static final long BACKLOG_MILLIS = 1_800_000;

    /** One of each is shown. */
    enum Kind {
        /** The hub was not watched and messages came in its second half only. */
        MISSING_DATA,
        /** The hub stood still for six hours. */
        OUTAGE,
        /** One municipality's system was away again and again. */
        LATE_MUNICIPALITY,
        /** More messages than was planned for. */
        OVERRUN,
        /** Nothing in particular. */
        CALM
    }

    /** Before its first message. */
    Instant first() {
        return kind == Kind.MISSING_DATA
                ? period.start().plus(Duration.ofDays(45))
                : period.start().plus(Duration.ofHours(1));
    }

    boolean hasFacts() {
        return kind != Kind.MISSING_DATA;
    }

    String lateParty() {
        return kind == Kind.LATE_MUNICIPALITY ? LATE : "";
    }

    Instant outageBegan() {
        return period.start().plus(Duration.ofDays(42)).plus(Duration.ofMinutes(430));
    }

    Instant outageEnded() {
        return outageBegan().plus(Duration.ofMinutes(375));
    }

    /** What would have been while the hub stood still comes in the half hour after. */
    Instant afterOutage(Instant at, Random random) {
        boolean within = kind == Kind.OUTAGE && !at.isBefore(outageBegan()) && at.isBefore(outageEnded());
        return within ? outageEnded().plusMillis((long) (random.nextDouble() * BACKLOG_MILLIS)) : at;
    }
}
