package se.knutpunkt.operate.find;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.codec.Format;
import se.knutpunkt.operate.TreeDifference;

/**
 * One form of a message held against another that has the same shape. Forms of different shapes are not compared: there everything
 * differs, and what became of what stands in the mapping.
 *
 * @param with the other form
 * @param differences where they differ; empty when nowhere, or when there is no other form
 */
public record Comparison(With with, List<TreeDifference> differences) {

    /** The other form. */
    public enum With {
        CANONICAL,
        /** As the sender sent it. */
        RAW,
        /** There is none of the same shape. */
        NONE
    }

    private static final Comparison NONE = new Comparison(With.NONE, List.of());

    /** Of what came, from there to the canonical message. */
    static Comparison ofRaw(Format format, Optional<JsonNode> raw, JsonNode canonical) {
        return isCanonical(format) && raw.isPresent()
                ? new Comparison(With.CANONICAL, TreeDifference.list(raw.get(), canonical))
                : NONE;
    }

    /**
     * Of what was sent: from the canonical message where that has its shape, else from what came.
     *
     * @param rawFormat what the raw form is written in
     */
    static Comparison ofSent(
            Format format, Optional<JsonNode> sent, JsonNode canonical, Format rawFormat, Optional<JsonNode> raw) {
        if (sent.isEmpty()) {
            return NONE;
        }
        if (isCanonical(format)) {
            return new Comparison(With.CANONICAL, TreeDifference.list(canonical, sent.get()));
        }
        return format == rawFormat && raw.isPresent()
                ? new Comparison(With.RAW, TreeDifference.list(raw.get(), sent.get()))
                : NONE;
    }

    private static boolean isCanonical(Format format) {
        return format == Format.FHIR_JSON || format == Format.FHIR_XML;
    }
}
