package se.knutpunkt.message;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Person numbers as they are written, brought to the stored form; refuses to guess a century. */
final class WrittenNumber {

    /** Nobody has become older than 122. */
    private static final int OLDEST = 125;

    private static final Pattern TEN = Pattern.compile("(\\d{2})(\\d{4})([-+]?)(\\d{4})");
    private static final Pattern TWELVE = Pattern.compile("([0-9]{8})-?([0-9A-Za-z]{4})");

    private WrittenNumber() {}

    static Optional<String> normalise(PersonIdKind kind, String text, int year) {
        if (kind == PersonIdKind.LMA) {
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
        Matcher twelve = TWELVE.matcher(text);
        if (twelve.matches()) {
            return Optional.of(twelve.group(1) + twelve.group(2).toUpperCase(Locale.ROOT));
        }
        Matcher ten = TEN.matcher(text);
        boolean hasCentury = kind == PersonIdKind.PERSONNUMMER || kind == PersonIdKind.SAMORDNINGSNUMMER;
        if (!hasCentury || !ten.matches()) {
            return Optional.empty();
        }
        int latest = year - Math.floorMod(year - Integer.parseInt(ten.group(1)), 100);
        return findYear(latest, ten.group(3), year).map(born -> born + ten.group(2) + ten.group(4));
    }

    private static Optional<Integer> findYear(int latest, String separator, int year) {
        if ("-".equals(separator)) {
            return Optional.of(latest);
        }
        if ("+".equals(separator)) {
            return Optional.of(latest - 100);
        }
        return year - (latest - 100) > OLDEST ? Optional.of(latest) : Optional.empty();
    }
}
