package se.knutpunkt.codec;

import com.fasterxml.jackson.databind.JsonNode;

/** FHIR JSON; the tree is the JSON itself. */
public final class FhirJsonCodec implements Codec {

    @Override
    public Format format() {
        return Format.FHIR_JSON;
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
