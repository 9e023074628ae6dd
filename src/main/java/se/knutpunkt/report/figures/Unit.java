package se.knutpunkt.report.figures;

import java.util.Locale;

/** What a figure counts in; the catalogue and all files write it in lower case. */
public enum Unit {
    COUNT,
    PERCENT,
    SECONDS,
    MINUTES,
    DAYS,
    KRONOR;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Unit ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}
