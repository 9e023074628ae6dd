package se.knutpunkt.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;

/**
 * Leaves in a Bundle only what one receiver may have: its sections, and its own line among the destinations. An allow-list: what is not
 * named here, or is no element of the catalogue, does not get through. The envelope (ids, times, event, kind, reference, sender) and the
 * labels of protected identity always do.
 */
public final class Minimiser {

    private static final Set<String> HEADER = Set.of(
            "resourceType",
            "id",
            "meta",
            "eventCoding",
            "reason",
            "sender",
            "responsible",
            "source",
            "focus",
            "response");
    private static final Set<String> HEADER_EXTENSIONS =
            Set.of(Fhir.HAPPENED_AT, Fhir.REFERENCES_MESSAGE, Fhir.POSSIBLE_DUPLICATE, Fhir.ATTEMPT);

    private final ObjectNode bundle;
    private final Receiver receiver;
    private final Set<String> sections;
    private final Catalogue catalogue;

    private Minimiser(ObjectNode bundle, Receiver receiver, Set<String> sections, Catalogue catalogue) {
        this.bundle = bundle;
        this.receiver = receiver;
        this.sections = sections;
        this.catalogue = catalogue;
    }

    /** A copy of {@code bundle} with the given sections; the input is not changed. Unknown elements are never let through. */
    public static ObjectNode minimise(ObjectNode bundle, Receiver receiver, Set<String> sections, Catalogue catalogue) {
        return new Minimiser(bundle, receiver, sections, catalogue).minimise();
    }

    private ObjectNode minimise() {
        ObjectNode minimised = copy(bundle, Set.of("resourceType", "id", "meta", "type", "timestamp"));
        ArrayNode entries = minimised.putArray("entry");
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            ObjectNode kept = switch (resource.path("resourceType").asText()) {
                case "MessageHeader" -> header(resource);
                case "Patient" -> patient(resource);
                case "Encounter" -> encounter(resource);
                case "Task" -> task(resource);
                default -> null;
            };
            if (kept != null) {
                ObjectNode keptEntry = copy(entry, Set.of("fullUrl"));
                keptEntry.set("resource", kept);
                entries.add(keptEntry);
            }
        }
        return minimised;
    }

    private ObjectNode header(JsonNode header) {
        ObjectNode kept = copy(header, HEADER);
        for (JsonNode extension : header.path("extension")) {
            if (HEADER_EXTENSIONS.contains(extension.path("url").asText())) {
                kept.withArray("/extension").add(extension.deepCopy());
            }
        }
        ObjectNode destination = kept.putArray("destination").addObject();
        destination
                .putArray("extension")
                .addObject()
                .put("url", Fhir.RECEIVER_ROLE)
                .put("valueCode", receiver.role().code());
        destination.put("endpoint", Fhir.HSA_URN + receiver.unit().value());
        destination
                .putObject("receiver")
                .putObject("identifier")
                .put("system", HsaId.FHIR_SYSTEM)
                .put("value", receiver.unit().value());
        return kept;
    }

    private ObjectNode patient(JsonNode patient) {
        ObjectNode kept = copy(patient, Set.of("resourceType", "id", "meta"));
        for (JsonNode identifier : patient.path("identifier")) {
            boolean former = identifier.path("use").asText().equals("old");
            if (mayHave(former ? "formerPersonId" : "personId")) {
                kept.withArray("/identifier").add(identifier.deepCopy());
            }
        }
        keep(patient, kept, "name", "name");
        keep(patient, kept, "telecom", "phone");
        keep(patient, kept, "gender", "gender");
        keep(patient, kept, "birthDate", "birthDate");
        keep(patient, kept, "deceasedDateTime", "deceasedAt");
        keep(patient, kept, "address", "registeredAddress");
        return kept;
    }

    private ObjectNode encounter(JsonNode encounter) {
        ObjectNode kept = copy(encounter, Set.of("resourceType", "id", "meta", "status", "class", "subject"));
        for (JsonNode extension : encounter.path("extension")) {
            String url = extension.path("url").asText();
            if ((url.equals(Fhir.ESTIMATED_DISCHARGE) && mayHave("estimatedDischarge"))
                    || (url.equals(Fhir.COMPULSORY_CARE) && mayHave("compulsoryCare"))) {
                kept.withArray("/extension").add(extension.deepCopy());
            }
        }
        for (JsonNode identifier : encounter.path("identifier")) {
            String system = identifier.path("system").asText();
            if (system.equals(Fhir.EPISODE_IDENTIFIER)
                    || (system.equals(Fhir.VISIT_IDENTIFIER) && mayHave("visitNumber"))) {
                kept.withArray("/identifier").add(identifier.deepCopy());
            }
        }
        if (mayHave("admittedAt") && encounter.at("/period/start").isTextual()) {
            kept.withObject("/period").set("start", encounter.at("/period/start"));
        }
        if (mayHave("dischargedAt") && encounter.at("/period/end").isTextual()) {
            kept.withObject("/period").set("end", encounter.at("/period/end"));
        }
        if (mayHave("destination")
                && encounter.at("/hospitalization/dischargeDisposition").isObject()) {
            kept.withObject("/hospitalization")
                    .set(
                            "dischargeDisposition",
                            encounter
                                    .at("/hospitalization/dischargeDisposition")
                                    .deepCopy());
        }
        keep(encounter, kept, "serviceProvider", "unit");
        return kept;
    }

    private ObjectNode task(JsonNode task) {
        ObjectNode kept = copy(task, Set.of("resourceType", "id", "meta", "status", "intent", "for", "encounter"));
        for (JsonNode input : task.path("input")) {
            JsonNode coding = input.at("/type/coding/0");
            if (Fhir.ELEMENT.equals(coding.path("system").asText())
                    && mayHave(coding.path("code").asText())) {
                kept.withArray("/input").add(input.deepCopy());
            }
        }
        return kept;
    }

    private void keep(JsonNode from, ObjectNode to, String field, String element) {
        if (from.has(field) && mayHave(element)) {
            to.set(field, from.get(field).deepCopy());
        }
    }

    private boolean mayHave(String element) {
        return catalogue
                .findElement(element)
                .filter(known -> sections.contains(known.section()))
                .isPresent();
    }

    private static ObjectNode copy(JsonNode from, Set<String> fields) {
        ObjectNode copy = ((ObjectNode) from).objectNode();
        from.properties().forEach(field -> {
            if (fields.contains(field.getKey())) {
                copy.set(field.getKey(), field.getValue().deepCopy());
            }
        });
        return copy;
    }
}
