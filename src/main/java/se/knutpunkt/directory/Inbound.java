package se.knutpunkt.directory;

import java.util.Set;
import se.knutpunkt.codec.Format;

/**
 * How a system sends to the hub.
 *
 * @param formats the formats it may send
 * @param mapping per format the mapping to the canonical model is {@code <mapping>} with the format's name filled in; empty for the county's own
 * @param maxBytes largest message it may send, in bytes
 * @param maxPerSecond messages a second before it is told to try later
 * @param charset charset when MSH-18 is empty
 * @param enhancedAcknowledgement true when it asks for commit acknowledgements without saying so in MSH-15
 * @param mllpPeer loopback address and port pattern that identifies it without a certificate; empty for none
 * @param duplicateWindowDays days its message ids are remembered; MSH-10 that wraps needs a short one
 */
public record Inbound(
        Set<Format> formats,
        String mapping,
        long maxBytes,
        int maxPerSecond,
        String charset,
        boolean enhancedAcknowledgement,
        String mllpPeer,
        int duplicateWindowDays) {

    public Inbound {
        formats = Set.copyOf(formats);
    }
}
