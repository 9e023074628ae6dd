package se.knutpunkt.reconcile;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** A calendar day in Sweden: 23, 24 or 25 hours long. */
record ManifestDay(LocalDate date) {

    static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    /** @throws HubException INVALID_PARAMETER when it is no date, or a day that has not begun */
    static ManifestDay read(String text, Instant now) {
        try {
            ManifestDay day = new ManifestDay(LocalDate.parse(text));
            if (!day.from().isAfter(now)) {
                return day;
            }
        } catch (DateTimeException none) {
            // told below
        }
        throw new HubException(ErrorCode.INVALID_PARAMETER, "day", "");
    }

    static ManifestDay of(Instant at) {
        return new ManifestDay(LocalDate.ofInstant(at, ZONE));
    }

    Instant from() {
        return date.atStartOfDay(ZONE).toInstant();
    }

    /** The first moment after it. */
    Instant to() {
        return date.plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    boolean isOver(Instant now, Duration margin) {
        return !now.isBefore(to().plus(margin));
    }

    ManifestDay before() {
        return new ManifestDay(date.minusDays(1));
    }

    ManifestDay after() {
        return new ManifestDay(date.plusDays(1));
    }
}
