package se.knutpunkt.message;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import se.knutpunkt.message.PersonId.Validity;

/** What each series of person identifiers asks of a number: form, check digit, and whether the date in it is one. */
final class PersonIdRules {

    private static final Pattern TWELVE_DIGITS = Pattern.compile("(18|19|20|21)\\d{10}");
    /** Letters A-Z without I, O, Q, V, W; two letters and two digits, or three and one where the sex is unknown. */
    private static final Pattern NRID = Pattern.compile("\\d{8}(?:[A-HJ-NPR-UX-Z]{2}\\d{2}|[A-HJ-NPR-UX-Z]{3}\\d)");

    private static final Pattern VGR = Pattern.compile("\\d{8}[KMX](?:0[6-9]|[1-8]\\d)\\d");
    private static final Pattern STOCKHOLM = Pattern.compile("99\\d{10}");
    private static final Pattern CARELINK =
            Pattern.compile("(?:18|19|20|21)\\d{2}(?:0[1-9]|1[0-2])(?:3[2-9]|4\\d|5\\d)\\d{4}");
    private static final Pattern LMA = Pattern.compile("[0-9A-Za-z](?:[0-9A-Za-z/-]{0,18}[0-9A-Za-z])?");

    private PersonIdRules() {}

    static Validity personnummer(String value) {
        return TWELVE_DIGITS.matcher(value).matches()
                        && Luhn.isValid(value.substring(2))
                        && isDate(number(value, 0, 4), number(value, 4, 6), number(value, 6, 8))
                ? Validity.VALID
                : Validity.INVALID;
    }

    /** Month 00 and day 60 stand for unknown, and days past the end of a short month occur in the official list. */
    static Validity samordningsnummer(String value) {
        if (!TWELVE_DIGITS.matcher(value).matches() || !Luhn.isValid(value.substring(2))) {
            return Validity.INVALID;
        }
        int month = number(value, 4, 6);
        int day = number(value, 6, 8) - 60;
        if (month > 12 || day < 0 || day > 31) {
            return Validity.INVALID;
        }
        return isDate(number(value, 0, 4), month, day) ? Validity.VALID : Validity.FORMAT_OK_DATE_UNKNOWN;
    }

    /** By pattern: how its check digit is computed is not published where we could read it. */
    static Validity nationalReserve(String value) {
        if (!NRID.matcher(value).matches()) {
            return Validity.INVALID;
        }
        int prefix = number(value, 0, 2);
        if (prefix == 0) {
            return Validity.FORMAT_OK_DATE_UNKNOWN;
        }
        // 18-21 are never issued, so that a reserve number cannot begin as a personnummer does
        return prefix >= 22
                        && prefix % 3 != 0
                        && isDate(
                                century(PersonIdKind.NATIONAL_RESERVE, value) * 100 + number(value, 2, 4),
                                number(value, 4, 6),
                                number(value, 6, 8))
                ? Validity.VALID
                : Validity.INVALID;
    }

    /** Luhn over positions 3-11 with K = 5, M = 7, X = 8. */
    static Validity vgrReserve(String value) {
        if (!VGR.matcher(value).matches()) {
            return Validity.INVALID;
        }
        int letter = value.charAt(8) == 'K' ? 5 : value.charAt(8) == 'M' ? 7 : 8;
        return Luhn.isValid(value.substring(2, 8) + letter + value.substring(9))
                        && isDate(number(value, 0, 4), number(value, 4, 6), number(value, 6, 8))
                ? Validity.VALID
                : Validity.INVALID;
    }

    /** Year of birth only; Luhn over positions 5-11. */
    static Validity stockholmReserve(String value) {
        return STOCKHOLM.matcher(value).matches() && Luhn.isValid("00" + value.substring(4))
                ? Validity.FORMAT_OK_DATE_UNKNOWN
                : Validity.INVALID;
    }

    /** Year and month of birth only: 32-59 stands where the day would. */
    static Validity carelinkReserve(String value) {
        return CARELINK.matcher(value).matches() && Luhn.isValid(value.substring(2))
                ? Validity.FORMAT_OK_DATE_UNKNOWN
                : Validity.INVALID;
    }

    static Validity lma(String value) {
        return LMA.matcher(value).matches() ? Validity.FORMAT_OK_DATE_UNKNOWN : Validity.INVALID;
    }

    /** The century in a number; a national reserve number adds a multiple of three to it. */
    static int century(PersonIdKind kind, String value) {
        int prefix = number(value, 0, 2);
        return kind == PersonIdKind.NATIONAL_RESERVE ? (prefix % 3 == 1 ? 19 : 20) : prefix;
    }

    static int number(String value, int from, int to) {
        return Integer.parseInt(value, from, to, 10);
    }

    private static boolean isDate(int year, int month, int day) {
        try {
            LocalDate.of(year, month, day);
            return true;
        } catch (DateTimeException none) {
            return false;
        }
    }
}
