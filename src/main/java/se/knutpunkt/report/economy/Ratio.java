package se.knutpunkt.report.economy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Division of whole numbers, rounded half up away from nought. */
final class Ratio {

    private Ratio() {}

    /** {@code value * times / by}, whole. */
    static long whole(long value, long times, long by) {
        return BigDecimal.valueOf(value)
                .multiply(BigDecimal.valueOf(times))
                .divide(BigDecimal.valueOf(by), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    static BigDecimal of(long value, long by, int decimals) {
        return BigDecimal.valueOf(value).divide(BigDecimal.valueOf(by), decimals, RoundingMode.HALF_UP);
    }
}
