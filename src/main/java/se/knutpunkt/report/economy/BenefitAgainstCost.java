package se.knutpunkt.report.economy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;
import se.knutpunkt.directory.service.Benefit;
import se.knutpunkt.directory.service.ServiceProfile;

/**
 * What a service gave in a quarter against what it cost, in öre.
 *
 * @param benefit empty when no benefit has been given a value
 * @param cost empty when nothing is booked
 * @param unconfirmed true when some value of the benefit has not been confirmed
 */
public record BenefitAgainstCost(String serviceId, OptionalLong benefit, OptionalLong cost, boolean unconfirmed) {

    private static final int QUARTERS = 4;

    /** @param messages of the service in the quarter */
    public static BenefitAgainstCost of(ServiceEconomy economy, ServiceProfile profile, long messages) {
        long ore = 0;
        boolean unconfirmed = false;
        for (Benefit benefit : profile.benefits()) {
            ore += Ratio.whole(benefit.orePerYear(), 1, QUARTERS);
            ore += Math.multiplyExact(benefit.orePerMessage(), messages);
            unconfirmed |= benefit.unconfirmed();
        }
        boolean valued = profile.benefits().stream()
                .anyMatch(benefit -> benefit.orePerYear() > 0 || benefit.orePerMessage() > 0);
        return new BenefitAgainstCost(
                economy.serviceId(),
                valued ? OptionalLong.of(ore) : OptionalLong.empty(),
                economy.outcome(),
                unconfirmed);
    }

    /** Kronor of benefit for each krona of cost, with two decimals; empty when either is not known or nothing was paid. */
    public Optional<BigDecimal> ratio() {
        return benefit.isPresent() && cost.isPresent() && cost.getAsLong() > 0
                ? Optional.of(Ratio.of(benefit.getAsLong(), cost.getAsLong(), 2))
                : Optional.empty();
    }
}
