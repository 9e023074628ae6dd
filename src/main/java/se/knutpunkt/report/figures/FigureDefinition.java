package se.knutpunkt.report.figures;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/**
 * What a figure is, as the catalogue says.
 *
 * @param id such as {@code status.delivered}
 * @param heading the report's heading it stands under: economy, status, development, deviations, other
 * @param nameSv Swedish name
 * @param nameEn English name
 * @param unit what it counts in
 * @param decimals digits after the point, always that many
 * @param better which way is better
 * @param scopes shapes of the scopes it is made for, see {@link Scope#shape()}
 * @param personal true when it counts messages about persons, so that small ones are not shown
 * @param definitionSv how it is made, Swedish
 * @param definitionEn how it is made, English
 * @param source section of the law, agreement, or other source
 * @param unconfirmed true until those who decide have confirmed the definition
 */
public record FigureDefinition(
        String id,
        String heading,
        String nameSv,
        String nameEn,
        Unit unit,
        int decimals,
        Better better,
        Set<String> scopes,
        boolean personal,
        String definitionSv,
        String definitionEn,
        String source,
        boolean unconfirmed) {

    /** Which way a figure should go. */
    public enum Better {
        HIGHER,
        LOWER,
        NEITHER
    }

    /** The value with the digits that the definition says. */
    public BigDecimal round(BigDecimal value) {
        return value.setScale(decimals, RoundingMode.HALF_EVEN);
    }
}
