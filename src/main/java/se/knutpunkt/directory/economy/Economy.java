package se.knutpunkt.directory.economy;

import java.util.List;

/**
 * All that the files under {@code adapters/economy/} say.
 *
 * @param populations in order of day
 * @param budgets in order of file and line
 * @param bookings in order of file and line
 */
public record Economy(List<PopulationTable> populations, List<BudgetRow> budgets, List<Booking> bookings) {

    /** A hub that is told nothing of what its services cost. */
    public static final Economy NONE = new Economy(List.of(), List.of(), List.of());

    public Economy {
        populations = List.copyOf(populations);
        budgets = List.copyOf(budgets);
        bookings = List.copyOf(bookings);
    }
}
