package se.knutpunkt.deliver;

import java.time.Duration;
import se.knutpunkt.message.ErrorCode;

/** What is to be recorded of one attempt. */
sealed interface Outcome {

    /** The receiver has it. */
    record Delivered() implements Outcome {}

    /**
     * It is tried again.
     *
     * @param error why
     * @param outage true when it counts towards the receiver's circuit
     * @param mayHaveArrived true when the receiver may have it
     * @param limited true when it may be this message that is at fault, so that the adapter's {@code maxAttempts} applies
     * @param retryAfter how long the receiver asked to be left alone; zero when it did not ask
     */
    record Retry(ErrorCode error, boolean outage, boolean mayHaveArrived, boolean limited, Duration retryAfter)
            implements Outcome {}

    /**
     * A person must mend it.
     *
     * @param error why
     * @param place where; never content
     */
    record Held(ErrorCode error, String place) implements Outcome {}
}
