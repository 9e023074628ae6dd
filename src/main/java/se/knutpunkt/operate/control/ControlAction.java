package se.knutpunkt.operate.control;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What a person can do to a receiver, an event or a route. */
public enum ControlAction {
    /** Nothing more until it is let go or its time is over. */
    PAUSE,
    /** What was accepted until now still goes, and nothing after it. */
    DRAIN,
    /** Goes on. */
    RESUME,
    /** What waits for a later attempt is tried at once. */
    TRY_NOW;

    /** Such as {@code try-now}; INVALID_PARAMETER for another word. */
    public static ControlAction get(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        new HubException(ErrorCode.INVALID_PARAMETER, "action", "pause, drain, resume or try-now"));
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * An action as it was asked for.
     *
     * @param action what
     * @param until for a pause or a drain, when it goes on by itself; null when somebody must let it
     * @param byWhom who
     * @param reason why
     */
    public record Order(ControlAction action, Instant until, String byWhom, String reason) {}
}
