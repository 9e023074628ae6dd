package se.knutpunkt.translate;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HL7 v2 times (TS, DTM, DT) to ISO 8601 and back. A time without zone is Swedish time. */
final class Hl7Time {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final Pattern FORM = Pattern.compile(
            "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(?:\\.\\d{1,4})?)?)?)?)?)?([+-]\\d{4})?");
    private static final DateTimeFormatter ISO = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter HL7 = DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx");

    private Hl7Time() {}

    /** A point in time with offset; a day alone is its first moment. Empty for anything less than a day, or no time at all. */
    static Optional<String> toDateTime(String text) {
        Matcher time = FORM.matcher(text);
        if (!time.matches() || time.group(3) == null) {
            return Optional.empty();
        }
        try {
            LocalDateTime local = LocalDateTime.of(
                    number(time, 1),
                    number(time, 2),
                    number(time, 3),
                    number(time, 4),
                    number(time, 5),
                    number(time, 6));
            OffsetDateTime at = time.group(7) == null
                    ? local.atZone(STOCKHOLM).toOffsetDateTime()
                    : local.atOffset(ZoneOffset.of(time.group(7)));
            return Optional.of(ISO.format(at));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /**
     * A date: a year, a month or a day, as exact as it is given; what follows the day is left out. Month 00 and day 00 mean unknown, as in
     * a samordningsnummer whose date of birth is known in part.
     */
    static Optional<String> toDate(String text) {
        Matcher time = FORM.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        try {
            if (isUnknown(time.group(2))) {
                return Optional.of(time.group(1));
            }
            YearMonth month = YearMonth.of(number(time, 1), number(time, 2));
            return Optional.of(
                    isUnknown(time.group(3))
                            ? month.toString()
                            : LocalDate.of(month.getYear(), month.getMonth(), number(time, 3))
                                    .toString());
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /** The reverse of {@link #toDateTime}: always with seconds and zone. */
    static Optional<String> fromDateTime(String iso) {
        try {
            return Optional.of(HL7.format(OffsetDateTime.parse(iso)));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    private static boolean isUnknown(String part) {
        return part == null || part.equals("00");
    }

    private static int number(Matcher time, int group) {
        return time.group(group) == null ? 0 : Integer.parseInt(time.group(group));
    }
}
