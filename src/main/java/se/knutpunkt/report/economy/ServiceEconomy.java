package se.knutpunkt.report.economy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import se.knutpunkt.directory.economy.Quarter;

/**
 * One service in one quarter, in öre; what is not known is empty.
 *
 * @param budget of the quarter
 * @param outcome of the quarter
 * @param yearBudget of the whole year
 * @param budgetSoFar of the year's quarters up to and with this
 * @param outcomeSoFar of the year's quarters up to and with this; empty when one of them has no bookings
 */
public record ServiceEconomy(
        String serviceId,
        Quarter quarter,
        OptionalLong budget,
        OptionalLong outcome,
        OptionalLong yearBudget,
        OptionalLong budgetSoFar,
        OptionalLong outcomeSoFar) {

    private static final int PERCENT = 100;

    /** Outcome less budget of the quarter: above nought is dearer than planned. */
    public OptionalLong deviation() {
        return budget.isPresent() && outcome.isPresent()
                ? OptionalLong.of(outcome.getAsLong() - budget.getAsLong())
                : OptionalLong.empty();
    }

    /** The deviation in per cent of the budget, with one decimal; empty also when the budget is nought. */
    public Optional<BigDecimal> deviationPercent() {
        return deviation().isPresent() && budget.getAsLong() != 0
                ? Optional.of(Ratio.of(deviation().getAsLong() * PERCENT, budget.getAsLong(), 1))
                : Optional.empty();
    }

    /** The year's outcome if the quarters to come cost what is planned. */
    public OptionalLong forecastAsPlanned() {
        return yearBudget.isPresent() && budgetSoFar.isPresent() && outcomeSoFar.isPresent()
                ? OptionalLong.of(outcomeSoFar.getAsLong() + yearBudget.getAsLong() - budgetSoFar.getAsLong())
                : OptionalLong.empty();
    }

    /** The year's outcome if the quarters to come differ from their budgets as those so far did; empty when they had no budget. */
    public OptionalLong forecastAtPace() {
        return forecastAsPlanned().isPresent() && budgetSoFar.getAsLong() > 0
                ? OptionalLong.of(
                        Ratio.whole(outcomeSoFar.getAsLong(), yearBudget.getAsLong(), budgetSoFar.getAsLong()))
                : OptionalLong.empty();
    }

    /** Öre for each message of the quarter, rounded; empty when there were none. */
    public OptionalLong costPerMessage(long messages) {
        return outcome.isPresent() && messages > 0
                ? OptionalLong.of(Ratio.whole(outcome.getAsLong(), 1, messages))
                : OptionalLong.empty();
    }
}
