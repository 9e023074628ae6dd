package se.knutpunkt.deliver;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.springframework.boot.convert.DurationStyle;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Reads the parameters of calls; what is out of bounds is brought within them, what is no value at all is told. */
final class CallParameters {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    private static final int MOST_ITEMS = 200;

    private CallParameters() {}

    /** {@code 30s}, {@code 30} or {@code PT30S}; at most a minute. */
    static Duration readWait(String text) {
        try {
            Duration wait = DurationStyle.detectAndParse(text.strip(), ChronoUnit.SECONDS);
            if (wait.isNegative()) {
                return Duration.ZERO;
            }
            return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "wait", "");
        }
    }

    static int readLimit(String text) {
        try {
            return Math.max(1, Math.min(MOST_ITEMS, Integer.parseInt(text.strip())));
        } catch (NumberFormatException unreadable) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "limit", "");
        }
    }

    /** A time with zone or offset. */
    static Instant readFrom(String text) {
        try {
            // a plus sign that the caller did not encode arrives as a space
            return OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
        } catch (DateTimeException unreadable) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "from", "");
        }
    }

    /** An id that is none names nothing. */
    static UUID readId(String text) {
        try {
            if (text.length() == 36) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        throw new HubException(ErrorCode.NOT_FOUND, "id", "");
    }
}
