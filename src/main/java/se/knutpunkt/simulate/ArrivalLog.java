package se.knutpunkt.simulate;

import java.time.Clock;
import java.time.Instant;

/**
 * When each message arrived, for whoever measures from another process: one line an arrival, {@code <microseconds since 1970>
 * <system id> <message id> <true where marked as possible duplicate>}. Keeps nothing until it is told to.
 */
final class ArrivalLog {

    private final Clock clock;
    private StringBuilder lines = new StringBuilder();
    private boolean keeping;

    ArrivalLog(Clock clock) {
        this.clock = clock;
    }

    synchronized void keep() {
        keeping = true;
    }

    void add(String systemId, ReceivedMessage message) {
        Instant now = clock.instant();
        synchronized (this) {
            if (keeping && !message.receipt()) {
                lines.append(now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000)
                        .append(' ')
                        .append(systemId)
                        .append(' ')
                        .append(message.messageId())
                        .append(' ')
                        .append(message.possibleDuplicate())
                        .append('\n');
            }
        }
    }

    /** Everything since the last time, in the order it came. */
    synchronized String take() {
        String taken = lines.toString();
        lines = new StringBuilder();
        return taken;
    }
}
