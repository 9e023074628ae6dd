package se.knutpunkt.intake;

/**
 * What stood between start and end of one MLLP frame.
 *
 * @param bytes the message; only its beginning when it was too large
 * @param tooLarge true when it was larger than any system may send, and has been thrown away
 */
record MllpFrame(byte[] bytes, boolean tooLarge) {

    /** Without the bytes. */
    @Override
    public String toString() {
        return "MllpFrame[" + bytes.length + "]";
    }
}
