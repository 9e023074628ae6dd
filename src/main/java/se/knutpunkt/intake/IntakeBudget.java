package se.knutpunkt.intake;

import java.util.HashMap;
import java.util.Map;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * How many bytes of messages the hub holds at once, for all senders together and for each: what has come of them until they are
 * answered. Nobody waits for room; who finds none is told to try later, before memory is short. A sender's only message may take more
 * than the sender's share, so that each can send the largest one.
 */
final class IntakeBudget {

    /** A sender's share of the whole. */
    private static final int SHARES = 4;

    private final long all;
    private final Map<String, Long> bySender = new HashMap<>();
    private long used;

    /**
     * @param all bytes of all senders together
     * @param largestMessage the largest message that anybody may send, which must find room
     */
    IntakeBudget(long all, long largestMessage) {
        if (all < largestMessage) {
            throw new HubException(
                    ErrorCode.SETTING_INVALID,
                    "hub.intake.max-bytes",
                    "must hold the largest message, " + largestMessage + " bytes");
        }
        this.all = all;
    }

    /** The bytes of one message, which grow as it comes. */
    Share open(String senderId) {
        return new Share(senderId);
    }

    synchronized long used() {
        return used;
    }

    private synchronized boolean take(String senderId, long held, long more) {
        long others = bySender.getOrDefault(senderId, 0L) - held;
        boolean aboveShare = others > 0 && others + held + more > all / SHARES;
        if (aboveShare || used + more > all) {
            return false;
        }
        used += more;
        bySender.merge(senderId, more, Long::sum);
        return true;
    }

    private synchronized void give(String senderId, long held) {
        used -= held;
        bySender.computeIfPresent(senderId, (id, bytes) -> bytes == held ? null : bytes - held);
    }

    /** Used by one thread at a time. Closing it twice is harmless. */
    final class Share implements AutoCloseable {

        private final String senderId;
        private long held;

        private Share(String senderId) {
            this.senderId = senderId;
        }

        /** Makes room for a message that has become so large; false when there is none. */
        boolean growTo(long size) {
            if (size > held) {
                if (!take(senderId, held, size - held)) {
                    return false;
                }
                held = size;
            }
            return true;
        }

        /** The same; TOO_MUCH_AT_ONCE when there is none. */
        void requireRoom(long size) {
            if (!growTo(size)) {
                throw new HubException(ErrorCode.TOO_MUCH_AT_ONCE, "", "");
            }
        }

        @Override
        public void close() {
            if (held > 0) {
                give(senderId, held);
                held = 0;
            }
        }
    }
}
