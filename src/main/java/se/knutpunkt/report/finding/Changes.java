package se.knutpunkt.report.finding;

import java.math.BigDecimal;
import java.math.MathContext;

/** How much a value differs from the one before. */
public final class Changes {

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private Changes() {}

    /** In per cent of {@code before}, which is not nought. */
    public static BigDecimal percent(BigDecimal value, BigDecimal before) {
        return value.subtract(before).multiply(HUNDRED).divide(before.abs(), MathContext.DECIMAL64);
    }
}
