package se.knutpunkt.deliver;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import se.knutpunkt.message.Ids;

/** W3C trace context: the same trace from the sender through the ledger and the queue to the receiver. */
final class TraceContext {

    private static final Pattern FORM = Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private TraceContext() {}

    /** The trace id, or an empty string. */
    static String traceId(String traceparent) {
        Matcher matcher = FORM.matcher(traceparent);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** The context of a call made within the trace; of a new trace when there was none. */
    static String child(String traceparent, Ids ids) {
        Matcher matcher = FORM.matcher(traceparent);
        UUID random = ids.next();
        String span = "%016x".formatted(random.getLeastSignificantBits());
        return matcher.matches()
                ? "00-" + matcher.group(1) + "-" + span + "-" + matcher.group(3)
                : "00-%016x%s-%s-01".formatted(random.getMostSignificantBits(), span, span);
    }
}
