package se.knutpunkt.operate.find;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** A time as people write it: a date, a date with a time of day, both in Sweden, or a time with its offset. */
final class SearchTime {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final int DATE_LENGTH = 10;
    /** Before all ids and after all that are near. */
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private SearchTime() {}

    /** @param end true when a date alone means the whole of that day, so that the period ends with it */
    static Optional<Instant> read(String text, boolean end) {
        try {
            return Optional.of(parse(text, end)).filter(at -> at.isAfter(FIRST) && at.isBefore(LAST));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static Instant parse(String text, boolean end) {
        if (text.length() == DATE_LENGTH) {
            LocalDate day = LocalDate.parse(text);
            return (end ? day.plusDays(1) : day).atStartOfDay(STOCKHOLM).toInstant();
        }
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$") && text.length() > "2026-11-24T17:00".length()
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(STOCKHOLM).toInstant();
    }
}
