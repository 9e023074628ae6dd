package se.knutpunkt.intake;

import java.util.UUID;
import java.util.regex.Pattern;
import se.knutpunkt.message.Ids;

/** W3C trace context: taken from the sender when it has the right form, else begun here. */
final class Traceparent {

    private static final Pattern FORM = Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private Traceparent() {}

    static String of(String header, Ids ids) {
        if (header != null && FORM.matcher(header).matches()) {
            return header;
        }
        UUID trace = ids.next();
        return "00-" + trace.toString().replace("-", "") + "-"
                + "%016x".formatted(ids.next().getLeastSignificantBits()) + "-01";
    }
}
