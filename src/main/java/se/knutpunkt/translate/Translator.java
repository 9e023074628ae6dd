package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import se.knutpunkt.directory.Directory;

/** Runs the mappings in force: tree to canonical tree and back. Pure; safe for threads. */
public final class Translator {

    /**
     * @param mapping id of a mapping file, such as {@code hl7v2-to-canonical}
     * @throws se.knutpunkt.message.HubException MAPPING_FAILED when the mapping itself is at fault
     */
    public Translated toCanonical(String mapping, JsonNode source, TranslateContext context, Directory directory) {
        throw new UnsupportedOperationException();
    }

    /**
     * @param mapping id of a mapping file, such as {@code canonical-to-event}
     * @throws se.knutpunkt.message.HubException OUTBOUND_MAPPING_FAILED when the mapping or a code list is at fault
     */
    public JsonNode fromCanonical(String mapping, ObjectNode bundle, TranslateContext context, Directory directory) {
        throw new UnsupportedOperationException();
    }
}
