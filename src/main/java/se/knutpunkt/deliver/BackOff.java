package se.knutpunkt.deliver;

import java.time.Duration;
import java.util.random.RandomGenerator;
import se.knutpunkt.directory.Outbound;

/**
 * How long to leave a receiver alone: doubling from the adapter's first pause to its longest, half of it by chance so that lanes do
 * not come back all at once, and never shorter than the receiver asked for.
 */
public final class BackOff {

    private static final int MOST_DOUBLINGS = 20;

    private final RandomGenerator random;

    public BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** @param attempt the attempt that failed, from 1 */
    Duration pause(Outbound outbound, int attempt, Duration retryAfter) {
        long first = Math.max(1, outbound.firstBackOff().toMillis());
        long longest = Math.max(first, outbound.maxBackOff().toMillis());
        int doublings = Math.min(Math.max(attempt, 1) - 1, MOST_DOUBLINGS);
        long whole = Math.min(longest, first << doublings);
        if (whole < first) {
            whole = longest;
        }
        Duration pause = Duration.ofMillis(whole / 2 + random.nextLong(whole - whole / 2 + 1));
        return pause.compareTo(retryAfter) < 0 ? retryAfter : pause;
    }
}
