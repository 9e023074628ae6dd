package se.knutpunkt.report.compose;

import java.time.LocalDate;
import java.util.List;

/**
 * What the registers say for the report beside figures.
 *
 * @param meeting the meeting that gets it, or null where the calendar has none
 * @param decisions what became of what the steering group decided last
 * @param items the steering group's standing items
 * @param activities development, by service
 * @param flaws what is wrong in the registers: no budget, no owner, booked twice, inhabitants of another year
 */
public record Standing(
        LocalDate meeting,
        List<DecisionLine> decisions,
        List<String> items,
        List<ActivityLine> activities,
        List<String> flaws) {

    public static final Standing NONE = new Standing(null, List.of(), List.of(), List.of(), List.of());

    public Standing {
        decisions = List.copyOf(decisions);
        items = List.copyOf(items);
        activities = List.copyOf(activities);
        flaws = List.copyOf(flaws);
    }

    /** @param state what became of it, in words */
    public record DecisionLine(LocalDate day, String reference, String what, String state) {}

    /** @param due null for no day */
    public record ActivityLine(String service, String what, String state, LocalDate due) {}
}
