package se.knutpunkt.report.paper;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Numbers as a Swedish reader expects them: spaces between thousands that never break, decimal comma, a real minus. A value that is not
 * known is a dash, never a nought.
 */
public final class SwedishNumbers {

    /** What stands where nothing is known. */
    public static final String UNKNOWN = "–";

    private static final char GROUP = '\u00a0';
    private static final char MINUS = '\u2212';
    private static final String[] MONTHS = {
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december"
    };

    private SwedishNumbers() {}

    /** With so many decimals, rounded half up. */
    public static String number(BigDecimal value, int decimals) {
        if (value == null) {
            return UNKNOWN;
        }
        BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
        String digits = rounded.abs().toPlainString();
        int point = digits.indexOf('.');
        String whole = point < 0 ? digits : digits.substring(0, point);
        StringBuilder text = new StringBuilder(rounded.signum() < 0 ? String.valueOf(MINUS) : "");
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                text.append(GROUP);
            }
            text.append(whole.charAt(i));
        }
        return point < 0
                ? text.toString()
                : text.append(',').append(digits.substring(point + 1)).toString();
    }

    public static String number(long value) {
        return number(BigDecimal.valueOf(value), 0);
    }

    /** The value and its unit on one line. */
    public static String withUnit(BigDecimal value, int decimals, String unit) {
        return value == null || unit.isEmpty() ? number(value, decimals) : number(value, decimals) + GROUP + unit;
    }

    /** As in a running text: 24 november 2026. */
    public static String date(LocalDate day) {
        return day == null
                ? UNKNOWN
                : day.getDayOfMonth() + String.valueOf(GROUP) + MONTHS[day.getMonthValue() - 1] + GROUP + day.getYear();
    }

    /** The two largest parts: 2 h 5 min, 3 d 4 h, 40 s. */
    public static String duration(Duration length) {
        if (length == null) {
            return UNKNOWN;
        }
        if (length.toDays() > 0) {
            return length.toDays() + " d " + length.toHoursPart() + " h";
        }
        if (length.toHours() > 0) {
            return length.toHours() + " h " + length.toMinutesPart() + " min";
        }
        return length.toMinutes() > 0 ? length.toMinutes() + " min" : length.toSeconds() + " s";
    }
}
