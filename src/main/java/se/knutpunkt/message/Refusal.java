package se.knutpunkt.message;

import java.util.Objects;

/**
 * One thing a sender must mend. It never carries content of the message: only where it stands and what is allowed there.
 *
 * @param code what is wrong
 * @param place where: a path in the sender's own format or in the canonical message, such as {@code PID-7} or {@code Patient.birthDate}
 * @param detail a short English completion of the code's text, or empty: an allowed value, a limit, a name from the catalogue
 */
public record Refusal(ErrorCode code, String place, String detail) {

    public Refusal {
        Objects.requireNonNull(code);
        place = place == null ? "" : place;
        detail = detail == null ? "" : detail;
    }

    public static Refusal of(ErrorCode code, String place) {
        return new Refusal(code, place, "");
    }
}
