package se.knutpunkt.intake;

import se.knutpunkt.message.ErrorCode;

/**
 * What stood between start and end of one MLLP frame. It holds its room in memory until it is closed.
 *
 * @param bytes the message; only its beginning when it was not taken whole
 * @param refusal why it was thrown away: TOO_LARGE for any system, or TOO_MUCH_AT_ONCE; null when it is whole
 * @param answered gives its room back
 */
record MllpFrame(byte[] bytes, ErrorCode refusal, Runnable answered) implements AutoCloseable {

    boolean tooLarge() {
        return refusal == ErrorCode.TOO_LARGE;
    }

    /** To be called once, when the frame is answered. */
    @Override
    public void close() {
        answered.run();
    }

    /** Without the bytes. */
    @Override
    public String toString() {
        return "MllpFrame[" + bytes.length + "]";
    }
}
