package se.knutpunkt.simulate;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How a simulated party answers.
 *
 * @param kind what it does
 * @param delay how long it waits before it does so
 * @param status HTTP status for {@code BUSY} and {@code FAIL}
 * @param retryAfter value of Retry-After for {@code BUSY}
 * @param times how many messages it does so for, before it is well again; zero until told otherwise
 */
public record Behaviour(Kind kind, Duration delay, int status, Duration retryAfter, int times) {

    /** Whether the message counts as received matters: what was received and comes again unmarked is a duplicate. */
    public enum Kind {
        /** Receives and answers. */
        ANSWER(true),
        /** Refuses with a receipt {@code fatal-error}: HTTP 422, AE. */
        REFUSE(false),
        /** Refuses for now with a receipt {@code transient-error}: HTTP 503, AR. */
        TRANSIENT(false),
        /** Answers with the HTTP status and no receipt; HL7 v2 gets AR. */
        FAIL(false),
        /** As {@code FAIL}, with Retry-After. */
        BUSY(false),
        /** Receives, and breaks the connection before the answer. */
        RESET(true),
        /** Receives, and answers nonsense. */
        GARBAGE(true),
        /** Receives, and never answers. */
        HANG(true),
        /** Receives, and sends its answer a byte a second, without end. */
        DRIP(true),
        /** Receives, and sends a megabyte a second, without end. */
        FLOOD(true),
        /** Breaks the connection without having received. */
        GONE(false);

        private final boolean receives;

        Kind(boolean receives) {
            this.receives = receives;
        }

        /** True when the party keeps the message, whatever the sender gets to know. */
        public boolean receives() {
            return receives;
        }

        public static Optional<Kind> findByCode(String code) {
            for (Kind kind : values()) {
                if (kind.name().equals(code.toUpperCase(Locale.ROOT))) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    public static Behaviour answer() {
        return of(Kind.ANSWER);
    }

    public static Behaviour slow(Duration delay) {
        return new Behaviour(Kind.ANSWER, delay, 200, Duration.ZERO, 0);
    }

    public static Behaviour busy(int status, Duration retryAfter) {
        return new Behaviour(Kind.BUSY, Duration.ZERO, status, retryAfter, 0);
    }

    public static Behaviour fail(int status) {
        return new Behaviour(Kind.FAIL, Duration.ZERO, status, Duration.ZERO, 0);
    }

    public static Behaviour of(Kind kind) {
        int status = switch (kind) {
            case REFUSE -> 422;
            case TRANSIENT, BUSY -> 503;
            case FAIL -> 500;
            default -> 200;
        };
        return new Behaviour(kind, Duration.ZERO, status, Duration.ZERO, 0);
    }

    /** The same for the next {@code messages} messages only. */
    public Behaviour times(int messages) {
        return new Behaviour(kind, delay, status, retryAfter, messages);
    }
}
