package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** Wire bytes to a tree and back, without knowing what the tree means. Implementations are stateless and safe for threads. */
public interface Codec {

    Format format();

    /**
     * Reads one message.
     *
     * @param bytes the message as received, without transport framing
     * @param limits bounds that hostile input meets before memory does
     * @return the tree form of the format
     * @throws se.knutpunkt.message.HubException with an error of stage DECODE: where, and never what stood there
     */
    JsonNode read(byte[] bytes, ReadLimits limits);

    /** The bytes as characters for a person to read, also of a message that {@link #read} refuses; what is no character shows as one. */
    default String text(byte[] bytes, ReadLimits limits) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes a tree as bytes; the inverse of {@link #read} for every tree that read gives. */
    byte[] write(JsonNode tree);
}
