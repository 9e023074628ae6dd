package se.knutpunkt.directory;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One thing the hub warns of. Which of the limits a rule has follows from its kind; the others are zero.
 *
 * @param id its name, once among the rules
 * @param kind what is looked for, such as {@code circuit-open}
 * @param critical true where patients or the hub itself are at risk; else it is a warning
 * @param tells channels that are told
 * @param escalateAfter how long it may be without anybody having taken it; empty for ever
 * @param escalateTo channels that are told then
 * @param longerThan limit in time
 * @param atLeast limit in number
 * @param hours limit in whole hours
 * @param weeks weeks back that tell what is expected
 * @param days limit in days
 * @param stated traffic that is expected whatever was sent before
 * @param why why it matters, and what to do first, Swedish
 */
public record AlertRule(
        String id,
        String kind,
        boolean critical,
        List<String> tells,
        Optional<Duration> escalateAfter,
        List<String> escalateTo,
        Duration longerThan,
        int atLeast,
        int hours,
        int weeks,
        int days,
        List<Stated> stated,
        String why) {

    public AlertRule {
        tells = List.copyOf(tells);
        escalateTo = List.copyOf(escalateTo);
        stated = List.copyOf(stated);
    }

    /** Traffic that a party has said that it sends: at least so much in each row of so many hours, on these days between these times. */
    public record Stated(String party, Set<DayOfWeek> days, LocalTime from, LocalTime until, int hours, int atLeast) {
        public Stated {
            days = Set.copyOf(days);
        }
    }
}
