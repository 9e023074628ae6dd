package se.knutpunkt.report.economy;

import java.math.BigDecimal;

/** Öre as kronor. */
public final class Kronor {

    private static final int DECIMALS = 2;

    private Kronor() {}

    /** With two decimals, exact. */
    public static BigDecimal of(long ore) {
        return BigDecimal.valueOf(ore, DECIMALS);
    }

    /** With a decimal comma, for a remark. */
    static String text(long ore) {
        return of(ore).toPlainString().replace('.', ',');
    }
}
