package se.knutpunkt.operate.find;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.Optional;
import se.knutpunkt.codec.Codec;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * Wire bytes as a person reads them: JSON indented, HL7 v2 a segment to the line, and the tree of them.
 *
 * @param text what is shown
 * @param tree as its codec reads it; empty when it cannot
 */
record WireText(String text, Optional<JsonNode> tree) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static WireText of(Format format, byte[] bytes, ReadLimits limits) {
        Codec codec = Codecs.get(format);
        try {
            JsonNode tree = codec.read(bytes, limits);
            boolean json = format == Format.FHIR_JSON || format == Format.EVENT_JSON;
            return new WireText(json ? pretty(tree) : codec.text(bytes, limits), Optional.of(tree));
        } catch (HubException unreadable) {
            return new WireText(codec.text(bytes, limits), Optional.empty());
        }
    }

    static String pretty(JsonNode tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException impossible) {
            throw new HubException(ErrorCode.INTERNAL, "content", "", impossible);
        }
    }
}
