package se.knutpunkt.report.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * An incident of the period as it stood at its end. What it did to each party are figures with the incident's number as item.
 *
 * @param number the incident's number
 * @param severity MINOR, MAJOR or CRITICAL
 * @param endedAt null when it lasted at the period's end
 * @param minutes started minutes within the period
 * @param causeKind a word that causes are counted by; empty while not known
 * @param cause what it was, in words, without personal data
 * @param parties ids of those it concerned
 * @param reserve when the parties worked by the reserve routine
 * @param clocks legal times of reporting, for a security incident
 */
public record Deviation(
        long number,
        String title,
        String severity,
        Instant beganAt,
        Instant endedAt,
        long minutes,
        String causeKind,
        String cause,
        List<String> parties,
        List<Action> actions,
        List<Reserve> reserve,
        List<Clock> clocks) {

    public Deviation {
        parties = List.copyOf(parties);
        actions = List.copyOf(actions);
        reserve = List.copyOf(reserve);
        clocks = List.copyOf(clocks);
    }

    /**
     * Something to be done, or done.
     *
     * @param due null for no day
     * @param state OPEN, OVERDUE or DONE at the period's end
     */
    public record Action(String what, LocalDate due, String state) {}

    /** @param until null when it lasted at the period's end */
    public record Reserve(Instant from, Instant until) {}

    /**
     * One report that a law asks for.
     *
     * @param report a word such as {@code nis2-early-warning}
     * @param due until when; null where no source gives a time
     * @param reportedAt null when not reported by the period's end
     * @param state IN_TIME, LATE, WAITING or NO_TIME_LIMIT
     */
    public record Clock(String report, Instant knownAt, Instant due, Instant reportedAt, String state) {}
}
