package se.knutpunkt.directory.economy;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A quarter of a calendar year, which is also the financial year of the parties; written {@code 2026Q3}.
 *
 * @param number 1 to 4
 */
public record Quarter(int year, int number) implements Comparable<Quarter> {

    private static final Pattern NAME = Pattern.compile("(20\\d\\d)Q([1-4])");
    private static final int IN_A_YEAR = 4;
    private static final int MONTHS = 3;
    private static final Comparator<Quarter> ORDER =
            Comparator.comparingInt(Quarter::year).thenComparingInt(Quarter::number);

    public Quarter {
        if (number < 1 || number > IN_A_YEAR) {
            throw new IllegalArgumentException("no quarter " + number);
        }
    }

    /** Empty when {@code name} is no quarter as {@code 2026Q3}. */
    public static Optional<Quarter> find(String name) {
        Matcher found = NAME.matcher(name);
        return found.matches()
                ? Optional.of(new Quarter(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    public static Quarter of(LocalDate day) {
        return new Quarter(day.getYear(), (day.getMonthValue() - 1) / MONTHS + 1);
    }

    /** The four of a year, in order. */
    public static List<Quarter> listOf(int year) {
        return IntStream.rangeClosed(1, IN_A_YEAR)
                .mapToObj(number -> new Quarter(year, number))
                .toList();
    }

    public LocalDate firstDay() {
        return LocalDate.of(year, (number - 1) * MONTHS + 1, 1);
    }

    public LocalDate lastDay() {
        return firstDay().plusMonths(MONTHS).minusDays(1);
    }

    @Override
    public int compareTo(Quarter other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return year + "Q" + number;
    }
}
