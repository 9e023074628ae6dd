package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Writes a plain event as the FHIR message that says the same, as docs/canonical-model.md describes it. */
final class FhirMessageWriter {

    private final Map<String, ElementShape> elements;
    private final FhirPatientWriter patients = new FhirPatientWriter();

    FhirMessageWriter(Map<String, ElementShape> elements) {
        this.elements = elements;
    }

    ObjectNode write(ObjectNode event, SimulatedSystem system) {
        String messageId = event.path("messageId").asText();
        ObjectNode bundle = object().put("resourceType", "Bundle");
        bundle.put("id", event.path("transmissionId").asText());
        bundle.putObject("meta").putArray("profile").add(FhirNames.PROFILE);
        bundle.put("type", "message").put("timestamp", event.path("sentAt").asText());
        ArrayNode entries = bundle.putArray("entry");
        String patient = related(messageId, "patient");
        String encounter = related(messageId, "encounter");
        String task = related(messageId, "task");
        add(entries, messageId, header(event, system, task));
        boolean named = event.path("patient").has("id");
        if (named) {
            add(entries, patient, patients.write(event.path("patient"), patient));
        }
        boolean stay = !event.path("episode").isEmpty();
        if (stay) {
            add(entries, encounter, encounter(event, encounter, named ? patient : ""));
        }
        add(entries, task, task(event, task, named ? patient : "", stay ? encounter : ""));
        return bundle;
    }

    private ObjectNode header(ObjectNode event, SimulatedSystem system, String task) {
        ObjectNode header = object().put("resourceType", "MessageHeader");
        header.put("id", event.path("messageId").asText());
        ArrayNode extensions = header.putArray("extension");
        extension(extensions, FhirNames.HAPPENED_AT)
                .put("valueDateTime", event.path("happenedAt").asText());
        if (event.has("reference")) {
            extension(extensions, FhirNames.REFERENCES_MESSAGE)
                    .put("valueUuid", "urn:uuid:" + event.path("reference").asText());
        }
        for (JsonNode withheld : event.path("withheld")) {
            extension(extensions, FhirNames.WITHHELD)
                    .putArray("extension")
                    .addObject()
                    .put("url", "section")
                    .put("valueCode", withheld.path("section").asText());
        }
        header.putObject("eventCoding")
                .put("system", FhirNames.EVENT)
                .put("version", event.path("version").asText())
                .put("code", event.path("event").asText());
        for (JsonNode receiver : event.path("receivers")) {
            ObjectNode destination = header.withArray("/destination").addObject();
            extension(destination.putArray("extension"), FhirNames.RECEIVER_ROLE)
                    .put("valueCode", receiver.path("role").asText());
            destination.put(
                    "endpoint", FhirNames.HSA_URN + receiver.path("unit").asText());
            identifier(destination.putObject("receiver"), receiver.path("unit").asText());
        }
        ObjectNode sender = header.putObject("sender");
        extension(sender.putArray("extension"), FhirNames.SENDER_ROLE)
                .put("valueCode", event.at("/sender/role").asText());
        identifier(sender, event.at("/sender/unit").asText());
        identifier(header.putObject("responsible"), event.at("/sender/person").asText());
        header.putObject("source").put("endpoint", FhirNames.HSA_URN + system.hsaId());
        if (event.has("kind")) {
            coding(
                    header.putObject("reason"),
                    FhirNames.EVENT_KIND,
                    event.path("kind").asText());
        }
        header.putArray("focus").addObject().put("reference", "urn:uuid:" + task);
        return header;
    }

    private static ObjectNode encounter(ObjectNode event, String id, String patient) {
        JsonNode stay = event.path("episode");
        ObjectNode encounter = object().put("resourceType", "Encounter").put("id", id);
        ArrayNode extensions = JsonNodeFactory.instance.arrayNode();
        if (stay.has("estimatedDischarge")) {
            extension(extensions, FhirNames.ESTIMATED_DISCHARGE)
                    .put("valueDateTime", stay.path("estimatedDischarge").asText());
        }
        if (stay.has("compulsoryCare")) {
            extension(extensions, FhirNames.COMPULSORY_CARE)
                    .put("valueBoolean", stay.path("compulsoryCare").asBoolean());
        }
        if (!extensions.isEmpty()) {
            encounter.set("extension", extensions);
        }
        if (stay.has("id")) {
            encounter
                    .withArray("/identifier")
                    .addObject()
                    .put("system", FhirNames.EPISODE_IDENTIFIER)
                    .put("value", stay.path("id").asText());
        }
        if (stay.has("visitNumber")) {
            ObjectNode visit = encounter.withArray("/identifier").addObject();
            visit.put("system", FhirNames.VISIT_IDENTIFIER)
                    .put("value", stay.at("/visitNumber/value").asText());
            identifier(
                    visit.putObject("assigner"),
                    stay.at("/visitNumber/assigner").asText());
        }
        encounter.put("status", stay.has("dischargedAt") ? "finished" : "in-progress");
        encounter
                .putObject("class")
                .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                .put("code", "IMP");
        if (!patient.isEmpty()) {
            encounter.putObject("subject").put("reference", "urn:uuid:" + patient);
        }
        if (stay.has("admittedAt")) {
            encounter.withObject("/period").set("start", stay.path("admittedAt"));
        }
        if (stay.has("dischargedAt")) {
            encounter.withObject("/period").set("end", stay.path("dischargedAt"));
        }
        if (stay.has("destination")) {
            coding(
                    encounter.withObject("/hospitalization/dischargeDisposition"),
                    FhirNames.BASE + "/CodeSystem/destination",
                    stay.path("destination").asText());
        }
        if (stay.has("unit")) {
            identifier(encounter.putObject("serviceProvider"), stay.path("unit").asText());
        }
        return encounter;
    }

    private ObjectNode task(ObjectNode event, String id, String patient, String encounter) {
        ObjectNode task = object().put("resourceType", "Task").put("id", id);
        task.put("status", "requested").put("intent", "order");
        if (!patient.isEmpty()) {
            task.putObject("for").put("reference", "urn:uuid:" + patient);
        }
        if (!encounter.isEmpty()) {
            task.putObject("encounter").put("reference", "urn:uuid:" + encounter);
        }
        event.path("content").properties().forEach(content -> {
            if (content.getValue().isArray()) {
                content.getValue().forEach(value -> input(task, content.getKey(), value));
            } else {
                input(task, content.getKey(), content.getValue());
            }
        });
        return task;
    }

    private void input(ObjectNode task, String name, JsonNode value) {
        ElementShape element = elements.get(name);
        ObjectNode input = task.withArray("/input").addObject();
        coding(input.putObject("type"), FhirNames.ELEMENT, name);
        switch (element == null ? "string" : element.type()) {
            case "code" ->
                input.putObject("valueCoding").put("system", element.system()).set("code", value);
            case "date" -> input.set("valueDate", value);
            case "date-time" -> input.set("valueDateTime", value);
            case "boolean" -> input.set("valueBoolean", value);
            case "unit", "person" ->
                input.putObject("valueIdentifier").put("system", FhirNames.HSA).set("value", value);
            case "message-id" -> input.put("valueUuid", "urn:uuid:" + value.asText());
            case "attachment" -> input.set("valueAttachment", value);
            default -> input.set("valueString", value);
        }
    }

    /** An id of its own for each resource, the same whenever the message is written: a resend has the same content. */
    private static String related(String messageId, String resource) {
        return UUID.nameUUIDFromBytes((messageId + resource).getBytes(StandardCharsets.US_ASCII))
                .toString();
    }

    private static void add(ArrayNode entries, String id, ObjectNode resource) {
        entries.addObject().put("fullUrl", "urn:uuid:" + id).set("resource", resource);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode extension(ArrayNode extensions, String url) {
        return extensions.addObject().put("url", url);
    }

    private static void identifier(ObjectNode reference, String hsaId) {
        reference.putObject("identifier").put("system", FhirNames.HSA).put("value", hsaId);
    }

    static void coding(ObjectNode concept, String system, String code) {
        concept.putArray("coding").addObject().put("system", system).put("code", code);
    }
}
