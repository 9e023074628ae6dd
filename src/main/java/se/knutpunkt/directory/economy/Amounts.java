package se.knutpunkt.directory.economy;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads amounts of kronor to whole öre; never through a binary fraction. */
final class Amounts {

    static final String FORM_CSV = "allowed: kronor such as 12500 or -12500,50, without spaces";
    static final String FORM_SIE = "allowed: kronor such as 12500 or -12500.50, without spaces";

    private static final Pattern CSV = Pattern.compile("-?\\d{1,12}(,\\d{1,2})?");
    private static final Pattern SIE = Pattern.compile("-?\\d{1,12}(\\.\\d{1,2})?");

    private Amounts() {}

    /** With a decimal comma, as spreadsheets in Swedish write it. */
    static Optional<Long> findCsv(String text) {
        return CSV.matcher(text).matches() ? Optional.of(ore(text.replace(',', '.'))) : Optional.empty();
    }

    /** With a decimal point, as SIE writes it. */
    static Optional<Long> findSie(String text) {
        return SIE.matcher(text).matches() ? Optional.of(ore(text)) : Optional.empty();
    }

    private static long ore(String kronor) {
        return new BigDecimal(kronor).movePointRight(2).longValueExact();
    }
}
