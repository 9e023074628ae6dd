package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The definitions in the program itself: profiles with their snapshots, and what they use of FHIR and of the Swedish base rules. */
final class ShippedDefinitions {

    /** Every profile and extension; a jar cannot be listed, so they are named. */
    static final List<String> STRUCTURES = List.of(
            "hub-message",
            "hub-message-header",
            "hub-patient",
            "hub-encounter",
            "hub-task",
            "happened-at",
            "references-message",
            "withheld",
            "sender-role",
            "receiver-role",
            "possible-duplicate",
            "attempt",
            "estimated-discharge",
            "compulsory-care",
            "municipality-code",
            "receipt-level",
            "receipt-unit",
            "receipt-at",
            "receipt-episode",
            "hub-id",
            "SEBaseAddressPersonExtension",
            "SEBaseMiddleNameExtension",
            "SEBaseOwnFamilyExtension");

    static final List<String> TERMINOLOGY = List.of(
            "CodeSystem-SecurityLabel",
            "CodeSystem-origin",
            "CodeSystem-remark",
            "ValueSet-SecurityLabelVS",
            "ValueSet-SEBaseAddressPersonVS");

    private static final ObjectMapper JSON = new ObjectMapper();

    private ShippedDefinitions() {}

    /** StructureDefinitions with differential and snapshot. */
    static List<ObjectNode> structures() {
        List<ObjectNode> structures = new ArrayList<>();
        for (String id : STRUCTURES) {
            ObjectNode structure = read("StructureDefinition-" + id);
            // in the order of the specification: snapshot before differential
            JsonNode differential = structure.remove("differential");
            structure.set("snapshot", read("snapshot/" + id));
            structure.set("differential", differential);
            structures.add(structure);
        }
        return structures;
    }

    static List<ObjectNode> terminology() {
        return TERMINOLOGY.stream().map(ShippedDefinitions::read).toList();
    }

    /** The types of FHIR that our profiles use. */
    static JsonNode types() {
        return read("base/types").path("type");
    }

    /** The codes of the value sets of others that our profiles bind to, as {@code system|code}. */
    static Map<String, Set<String>> codes() {
        Map<String, Set<String>> codes = new HashMap<>();
        for (JsonNode set : read("base/value-sets").path("valueSet")) {
            Set<String> values = codes.computeIfAbsent(set.path("url").asText(), url -> new HashSet<>());
            set.path("code").forEach(code -> values.add(code.asText()));
        }
        return codes;
    }

    private static ObjectNode read(String name) {
        try (InputStream file = ShippedDefinitions.class.getResourceAsStream("/fhir/" + name + ".json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new HubException(ErrorCode.INTERNAL, "fhir/" + name + ".json", "cannot be read", unreadable);
        }
    }
}
