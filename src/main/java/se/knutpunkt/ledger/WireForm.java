package se.knutpunkt.ledger;

/**
 * A message as it came over the wire.
 *
 * @param bytes without transport framing and decompressed; empty when they are not kept
 * @param hash hash of the bytes under the key shared with the system, lower-case hex; empty when there is none
 */
public record WireForm(byte[] bytes, String hash) {

    /** Of a message that the hub made itself. */
    public static final WireForm NONE = new WireForm(new byte[0], "");

    /** Without the bytes. */
    @Override
    public String toString() {
        return "WireForm[" + bytes.length + " bytes]";
    }
}
