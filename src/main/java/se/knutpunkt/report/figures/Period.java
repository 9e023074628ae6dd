package se.knutpunkt.report.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * A quarter such as {@code 2026Q3}, or a whole year such as {@code 2026}, by the calendar of Europe/Stockholm.
 *
 * @param quarter 1 to 4; 0 for the whole year
 */
public record Period(int year, int quarter) implements Comparable<Period> {

    public static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private static final Pattern NAME = Pattern.compile("(20\\d\\d)(?:Q([1-4]))?");
    private static final int QUARTERS = 4;
    private static final int MONTHS = 3;

    /** @throws HubException INVALID_PARAMETER when it names no period */
    public static Period parse(String name) {
        Matcher found = NAME.matcher(name == null ? "" : name);
        if (!found.matches()) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "period", "a quarter as 2026Q3 or a year as 2026");
        }
        return new Period(
                Integer.parseInt(found.group(1)), found.group(2) == null ? 0 : Integer.parseInt(found.group(2)));
    }

    /** The quarter that a moment lies in. */
    public static Period quarterOf(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZONE);
        return new Period(day.getYear(), (day.getMonthValue() - 1) / MONTHS + 1);
    }

    public boolean isYear() {
        return quarter == 0;
    }

    public LocalDate firstDay() {
        return LocalDate.of(year, isYear() ? 1 : (quarter - 1) * MONTHS + 1, 1);
    }

    public LocalDate lastDay() {
        return firstDay().plusMonths(isYear() ? QUARTERS * MONTHS : MONTHS).minusDays(1);
    }

    /** Its first moment. */
    public Instant start() {
        return firstDay().atStartOfDay(ZONE).toInstant();
    }

    /** The first moment after it. */
    public Instant end() {
        return lastDay().plusDays(1).atStartOfDay(ZONE).toInstant();
    }

    public boolean isOver(Instant now) {
        return !now.isBefore(end());
    }

    /** Whole minutes, which differ with summer time. */
    public long minutes() {
        return ChronoUnit.MINUTES.between(start(), end());
    }

    /** The quarter before a quarter, the year before a year. */
    public Period previous() {
        if (isYear()) {
            return new Period(year - 1, 0);
        }
        return quarter == 1 ? new Period(year - 1, QUARTERS) : new Period(year, quarter - 1);
    }

    /** So many before this one, the oldest first. */
    public List<Period> listPrevious(int count) {
        List<Period> before = new ArrayList<>();
        for (Period one = previous(); before.size() < count; one = one.previous()) {
            before.add(0, one);
        }
        return before;
    }

    @Override
    public int compareTo(Period other) {
        return firstDay().equals(other.firstDay())
                ? lastDay().compareTo(other.lastDay())
                : firstDay().compareTo(other.firstDay());
    }

    /** Its name. */
    @Override
    public String toString() {
        return isYear() ? Integer.toString(year) : year + "Q" + quarter;
    }
}
