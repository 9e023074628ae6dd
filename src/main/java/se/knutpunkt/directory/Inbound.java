package se.knutpunkt.directory;

import java.util.Set;
import se.knutpunkt.codec.Format;

/**
 * How a system sends to the hub.
 *
 * @param formats the formats it may send
 * @param mapping id of the mapping to the canonical model, where {@code {format}} stands for the format's mapping name; empty for the
 *     county's own
 * @param maxBytes largest message it may send, in bytes
 * @param maxDepth deepest nesting it may send
 * @param maxPerSecond messages a second before it is told to try later
 * @param charset charset when MSH-18 is empty
 * @param enhancedAcknowledgement true when it asks for commit acknowledgements without saying so in MSH-15
 * @param mllpPeer loopback address that identifies it without a certificate; where several share it, MSH-4 tells which; empty for none
 * @param mllpAnyFacility true when it is the peer also where MSH-4 names nobody known; one for each address
 * @param duplicateWindowDays days its message ids are remembered; MSH-10 that wraps needs a short one
 */
public record Inbound(
        Set<Format> formats,
        String mapping,
        long maxBytes,
        int maxDepth,
        int maxPerSecond,
        String charset,
        boolean enhancedAcknowledgement,
        String mllpPeer,
        boolean mllpAnyFacility,
        int duplicateWindowDays) {

    /** The county's own mapping for a format. */
    public static final String COUNTY_MAPPING = "{format}-to-canonical";

    public Inbound {
        formats = Set.copyOf(formats);
    }

    /** An inbound side with the county's limit of nesting, 64, that shares its peer with none. */
    public Inbound(
            Set<Format> formats,
            String mapping,
            long maxBytes,
            int maxPerSecond,
            String charset,
            boolean enhancedAcknowledgement,
            String mllpPeer,
            int duplicateWindowDays) {
        this(
                formats,
                mapping,
                maxBytes,
                64,
                maxPerSecond,
                charset,
                enhancedAcknowledgement,
                mllpPeer,
                true,
                duplicateWindowDays);
    }

    /** Id of the mapping for {@code format}, such as {@code hl7v2-to-canonical}. */
    public String mappingFor(Format format) {
        return (mapping.isEmpty() ? COUNTY_MAPPING : mapping).replace("{format}", format.mappingName());
    }
}
