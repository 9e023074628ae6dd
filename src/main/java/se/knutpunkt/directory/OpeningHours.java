package se.knutpunkt.directory;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * When a receiver takes deliveries, Europe/Stockholm.
 *
 * @param days the days
 * @param from first moment of the day
 * @param to first moment after; {@link LocalTime#MIDNIGHT} for the end of the day
 */
public record OpeningHours(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    public OpeningHours {
        days = Set.copyOf(days);
    }

    /** True when {@code time} lies within. */
    boolean contains(ZonedDateTime time) {
        LocalTime clock = time.toLocalTime();
        return days.contains(time.getDayOfWeek())
                && !clock.isBefore(from)
                && (to.equals(LocalTime.MIDNIGHT) || clock.isBefore(to));
    }
}
