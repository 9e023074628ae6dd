package se.knutpunkt.message;

/**
 * An exception as it may be logged: classes and places, so that a fault of the program is found, and no message, because the messages
 * of others' exceptions may quote what they could not read.
 */
public final class FailureTrace {

    private static final int FRAMES = 20;
    private static final int CAUSES = 6;

    private FailureTrace() {}

    /** Several lines, the first with the exception's class. */
    public static String of(Throwable failure) {
        StringBuilder text = new StringBuilder();
        Throwable current = failure;
        for (int i = 0; i < CAUSES && current != null; i++, current = current.getCause()) {
            text.append(i == 0 ? "" : "\nCaused by: ").append(current.getClass().getName());
            StackTraceElement[] trace = current.getStackTrace();
            for (int frame = 0; frame < Math.min(FRAMES, trace.length); frame++) {
                text.append("\n\tat ").append(trace[frame]);
            }
        }
        return text.toString();
    }
}
