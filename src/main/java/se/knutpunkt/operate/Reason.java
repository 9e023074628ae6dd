package se.knutpunkt.operate;

import java.util.regex.Pattern;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The rule for reasons that persons write: there, not too long, and without a personal identity number. */
public final class Reason {

    private static final int SHORTEST = 5;
    private static final int LONGEST = 500;
    /** Ten or twelve digits as a person number is written, with or without its sign and spaces. */
    private static final Pattern PERSON =
            Pattern.compile("(?<!\\d)(\\d{2})?\\d{2}[01]\\d[0-9]\\d\\s*[-+]?\\s*\\w{2}\\d{2}(?!\\d)");

    private Reason() {}

    /** The reason as it is kept. */
    public static String require(String reason) {
        String kept = reason == null ? "" : reason.strip();
        if (kept.length() < SHORTEST) {
            throw new HubException(ErrorCode.REASON_MISSING, "reason", "");
        }
        if (kept.length() > LONGEST) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "reason", "at most " + LONGEST + " characters");
        }
        if (PERSON.matcher(kept).find()) {
            throw new HubException(ErrorCode.REASON_WITH_PERSON, "reason", "");
        }
        return kept;
    }
}
