package se.knutpunkt.report.desk;

import se.knutpunkt.report.figures.Period;

/**
 * Which report.
 *
 * @param municipality id of a municipality for its page; empty otherwise
 * @param group {@code vvg} or a subregion for its page; empty otherwise
 */
public record ReportRequest(Period period, String municipality, String group) {

    public static ReportRequest whole(Period period) {
        return new ReportRequest(period, "", "");
    }

    public boolean isWhole() {
        return municipality.isEmpty() && group.isEmpty();
    }

    /** Beginning of its files' names: rapport-2026Q3, rapport-2026Q3-mark. */
    public String stem() {
        String whose = municipality.isEmpty() ? group : municipality.replace("municipality-", "");
        return "rapport-" + period
                + (whose.isEmpty()
                        ? ""
                        : "-" + whose.toLowerCase(java.util.Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-"));
    }
}
