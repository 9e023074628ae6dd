package se.knutpunkt.deliver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The header {@code Retry-After} in both its forms, seconds and date (RFC 9110 10.2.3); at most an hour is believed. */
final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** Zero when there is none, or it cannot be read, or lies in the past. */
    static Duration read(String header, Instant now) {
        if (header == null || header.isBlank()) {
            return Duration.ZERO;
        }
        String text = header.strip();
        try {
            Duration asked = text.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(
                            now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                                    .toInstant());
            if (asked.isNegative()) {
                return Duration.ZERO;
            }
            return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
        } catch (NumberFormatException tooLong) {
            return LONGEST;
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
