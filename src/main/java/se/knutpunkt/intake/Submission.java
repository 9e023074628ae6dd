package se.knutpunkt.intake;

import java.time.Instant;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Inbound;

/**
 * One message as a known system handed it in.
 *
 * @param system who sent it
 * @param format the wire format, known from the entrance and the content type
 * @param bytes the message without transport framing and decompressed
 * @param receivedAt when the hub had the last byte, UTC
 * @param protocol the entrance, such as {@code http} or {@code mllp}
 * @param traceparent W3C trace context
 */
public record Submission(
        HubSystem system, Format format, byte[] bytes, Instant receivedAt, String protocol, String traceparent) {

    /** The bounds of the sender's adapter. */
    public ReadLimits limits() {
        Inbound inbound = system.inbound();
        return new ReadLimits(inbound.maxBytes(), inbound.maxDepth(), inbound.charset());
    }

    /** Without the bytes. */
    @Override
    public String toString() {
        return "Submission[" + system.id() + " " + format.code() + "]";
    }
}
