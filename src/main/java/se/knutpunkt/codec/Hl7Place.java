package se.knutpunkt.codec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places in HL7 terms, such as {@code PID-7} or {@code PID-3.4}, and their form in ERR-2 (data type ERL). */
final class Hl7Place {

    private static final Pattern PLACE = Pattern.compile(
            "([A-Z][A-Z0-9]{2})(?:\\[(\\d{1,4})])?(?:-(\\d{1,3})(?:\\[(\\d{1,4})])?(?:\\.(\\d{1,3}))?)?.*");

    private Hl7Place() {}

    /** Segment, its occurrence, field, repetition and component; empty when {@code place} is none of HL7's. */
    static String[] toErl(String place) {
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches()) {
            return new String[0];
        }
        String occurrence = matcher.group(2) == null ? "1" : matcher.group(2);
        if (matcher.group(3) == null) {
            return new String[] {matcher.group(1), occurrence};
        }
        String repetition = matcher.group(4) == null ? "1" : matcher.group(4);
        return matcher.group(5) == null
                ? new String[] {matcher.group(1), occurrence, matcher.group(3), repetition}
                : new String[] {matcher.group(1), occurrence, matcher.group(3), repetition, matcher.group(5)};
    }
}
