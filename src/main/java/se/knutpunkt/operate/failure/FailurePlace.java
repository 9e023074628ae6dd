package se.knutpunkt.operate.failure;

import java.util.regex.Pattern;

/**
 * A place in a message without what differs from message to message: indexes, repetitions, identifiers and everything that could be a
 * value. {@code Bundle.entry[3].resource.identifier[0]} is {@code Bundle.entry.resource.identifier}, {@code PID(2)-3} is {@code PID-3}.
 */
final class FailurePlace {

    private static final int LONGEST = 120;
    private static final Pattern VALUE = Pattern.compile("[\\s=\"'<>].*$", Pattern.DOTALL);
    private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*]?|\\([^)]*\\)?");
    private static final Pattern IDENTIFIER =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}|\\d{4,}");
    private static final Pattern POINTER_INDEX = Pattern.compile("/\\d+(?=/|$)");

    private FailurePlace() {}

    static String normalise(String place) {
        String bare = VALUE.matcher(place).replaceFirst("");
        bare = INDEX.matcher(bare).replaceAll("");
        bare = IDENTIFIER.matcher(bare).replaceAll("*");
        bare = POINTER_INDEX.matcher(bare).replaceAll("");
        return bare.length() > LONGEST ? bare.substring(0, LONGEST) : bare;
    }
}
