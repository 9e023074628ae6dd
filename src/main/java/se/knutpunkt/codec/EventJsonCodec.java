package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.JsonNode;

/** The plain JSON event of {@code docs/canonical-model.md}; the tree is the JSON itself. */
public final class EventJsonCodec implements Codec {

    @Override
    public Format format() {
        return Format.EVENT_JSON;
    }

    @Override
    public JsonNode read(byte[] bytes, ReadLimits limits) {
        return JsonTree.read(bytes, limits);
    }

    @Override
    public byte[] write(JsonNode tree) {
        return JsonTree.write(tree);
    }
}
