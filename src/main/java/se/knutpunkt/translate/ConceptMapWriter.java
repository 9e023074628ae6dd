package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes ConceptMaps as FHIR R4, for publication: what the hub makes of a sender's codes is no secret. */
public final class ConceptMapWriter {

    private ConceptMapWriter() {}

    /** The FHIR JSON of one map. */
    public static ObjectNode toFhir(ConceptMapFile map) {
        ObjectNode fhir = JsonNodeFactory.instance.objectNode();
        fhir.put("resourceType", "ConceptMap")
                .put("id", map.id())
                .put("url", map.url())
                .put("version", map.version())
                .put("name", name(map.id()))
                .put("title", map.nameEn())
                .put("status", "active")
                .put("description", map.nameSv());
        ObjectNode group = fhir.putArray("group").addObject();
        group.put("source", map.source()).put("target", map.target());
        ArrayNode elements = group.putArray("element");
        for (ConceptMapFile.Pair pair : map.mappings()) {
            ObjectNode target = elements.addObject()
                    .put("code", pair.from())
                    .putArray("target")
                    .addObject();
            target.put("code", pair.to()).put("equivalence", "relatedto");
            if (!pair.why().isEmpty()) {
                target.put("comment", pair.why());
            }
        }
        if (!map.otherwise().isEmpty()) {
            group.putObject("unmapped").put("mode", "fixed").put("code", map.otherwise());
        }
        return fhir;
    }

    /** {@code hl7-sex-to-gender} as a name for machines: {@code Hl7SexToGender}. */
    private static String name(String id) {
        StringBuilder name = new StringBuilder();
        for (String word : id.split("-")) {
            name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return name.toString();
    }
}
