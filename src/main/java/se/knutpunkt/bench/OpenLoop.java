package se.knutpunkt.bench;

/**
 * When each message is to be sent: at a steady rate from the start, whatever became of those before. A sender that comes late has
 * its lateness counted as the hub's.
 *
 * @param startMicros the first message's time, microseconds since 1970
 * @param perSecond messages a second
 * @param count number of messages
 */
record OpenLoop(long startMicros, int perSecond, int count) {

    static OpenLoop lasting(long startMicros, int perSecond, int seconds) {
        return new OpenLoop(startMicros, perSecond, Math.multiplyExact(perSecond, seconds));
    }

    /** When message {@code number}, from 0, is to be sent. */
    long intendedMicros(int number) {
        return startMicros + (long) number * 1_000_000 / perSecond;
    }

    /** How many are due at this time. */
    int countDue(long nowMicros) {
        if (nowMicros < startMicros) {
            return 0;
        }
        long due = (nowMicros - startMicros) * perSecond / 1_000_000 + 1;
        return (int) Math.min(count, due);
    }
}
