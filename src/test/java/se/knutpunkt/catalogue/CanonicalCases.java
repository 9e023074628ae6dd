package se.knutpunkt.catalogue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/**
 * Makes valid canonical messages out of the catalogue alone: the same seed gives the same messages. Persons are Skatteverket's published
 * test numbers, units are made up.
 */
public final class CanonicalCases {

    /** When the messages are sent and received. */
    public static final Instant NOW = Instant.parse("2026-11-02T09:15:00Z");

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> PERSONS = List.of(
            "193704219124",
            "192601239243",
            "193511275863",
            "194110288083",
            "192501019216",
            "193302177211",
            "194106067699");
    private static final Map<Role, String> UNITS = Map.of(
            Role.HOSPITAL, "SE2321000131-SYN000016",
            Role.PRIMARY_CARE, "SE2321000131-SYNPC0001",
            Role.SOCIAL_SERVICES, "SE2120001413-SYN1438SOC",
            Role.MUNICIPAL_HEALTH_CARE, "SE2120001413-SYN1438HSV",
            Role.SCHOOL_HEALTH, "SE2120001413-SYN1438EH",
            Role.LSS, "SE2120001413-SYN1438LSS",
            Role.OUTPATIENT_PSYCHIATRY, "SE2321000131-SYNPSY01",
            Role.HUB, "SE2321000131-SYNHUB01");

    private final Catalogue catalogue;
    private final Random random;
    private final Map<EventType, String> registeredEvents = new IdentityHashMap<>();
    private String registeredEvent = "";

    public CanonicalCases(Catalogue catalogue, long seed) {
        this.catalogue = catalogue;
        this.random = new Random(seed);
    }

    /** The unit that speaks or receives in a role in every generated message. */
    public static HsaId unit(Role role) {
        return HsaId.of(UNITS.get(role));
    }

    /** Kinds of an event to make cases for: one empty kind where it has none. */
    public static List<String> kinds(EventType type) {
        return type.kinds().isEmpty() ? List.of("") : List.copyOf(type.kinds().keySet());
    }

    /** A message with what is required. */
    public ObjectNode minimal(EventType type, String kind) {
        return create(type, kind, type.required(kind), Set.of());
    }

    /** A message with everything the event may carry. */
    public ObjectNode full(EventType type, String kind) {
        List<String> names = new ArrayList<>(type.required());
        names.addAll(type.optional());
        return create(type, kind, names, Set.of());
    }

    /** A message with what is required but for some elements. */
    public ObjectNode without(EventType type, String kind, Set<String> leftOut) {
        return create(type, kind, type.required(kind), leftOut);
    }

    /** An event that registers others, as it applies when it registers {@code registered}; its messages then name that event. */
    public EventType registering(EventType type, String registered) {
        EventType form =
                catalogue.findEvent(type.code(), type.version(), registered).orElseThrow();
        registeredEvents.put(form, registered);
        return form;
    }

    /** A message with what is required and one element more. */
    public ObjectNode with(EventType type, String kind, Element element) {
        List<String> names = new ArrayList<>(type.required(kind));
        names.add(element.name());
        return create(type, kind, names, Set.of());
    }

    private ObjectNode create(EventType type, String kind, List<String> names, Set<String> leftOut) {
        registeredEvent = registeredEvents.getOrDefault(type, "");
        Role sender = type.senders().stream().sorted().findFirst().orElseThrow();
        List<String> carried =
                names.stream().filter(name -> !leftOut.contains(name)).toList();
        String messageId = uuid();
        ObjectNode bundle = JSON.objectNode().put("resourceType", "Bundle").put("id", uuid());
        bundle.putObject("meta").putArray("profile").add(Fhir.BASE + "/StructureDefinition/hub-message");
        bundle.put("type", "message").put("timestamp", text(NOW.minusSeconds(30)));
        ArrayNode entries = bundle.putArray("entry");

        ObjectNode header = resource("MessageHeader", messageId);
        header.putArray("extension").add(extension(Fhir.HAPPENED_AT).put("valueDateTime", text(NOW.minusSeconds(600))));
        header.putObject("eventCoding")
                .put("system", Fhir.EVENT)
                .put("version", type.version())
                .put("code", type.code());
        ObjectNode from = header.putObject("sender");
        from.putArray("extension").add(extension(Fhir.SENDER_ROLE).put("valueCode", sender.code()));
        from.set("identifier", hsaId(UNITS.get(sender)));
        header.putObject("source").put("endpoint", Fhir.HSA_URN + "SE2321000131-SYNNUADT");
        if (!kind.isEmpty() && !leftOut.contains("kind")) {
            header.putObject("reason")
                    .putArray("coding")
                    .addObject()
                    .put("system", Fhir.EVENT_KIND)
                    .put("code", kind);
        }
        entries.add(entry(header));

        String patientId = uuid();
        String encounterId = uuid();
        ObjectNode patient = resource("Patient", patientId);
        ObjectNode encounter = resource("Encounter", encounterId);
        ObjectNode task = resource("Task", uuid()).put("status", "requested").put("intent", "order");
        ArrayNode inputs = JSON.arrayNode();
        for (Element element : catalogue.listElements()) {
            if (!carried.contains(element.name())) {
                continue;
            }
            switch (element.location()) {
                case HEADER -> setHeader(header, element);
                case PATIENT -> setPatient(patient, element);
                case ENCOUNTER -> setEncounter(encounter, element);
                case CONTENT -> addInputs(inputs, element);
            }
        }
        boolean person = patient.has("identifier") || names.contains("personId");
        if (person) {
            entries.add(entry(patient));
            encounter
                    .withArray("identifier")
                    .addObject()
                    .put("system", Fhir.EPISODE_IDENTIFIER)
                    .put("value", uuid());
            encounter.put("status", encounter.path("period").has("end") ? "finished" : "in-progress");
            encounter
                    .putObject("class")
                    .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
                    .put("code", "IMP");
            encounter.putObject("subject").put("reference", "urn:uuid:" + patientId);
            entries.add(entry(encounter));
            task.putObject("for").put("reference", "urn:uuid:" + patientId);
            task.putObject("encounter").put("reference", "urn:uuid:" + encounterId);
        }
        if (!inputs.isEmpty()) {
            task.set("input", inputs);
            entries.add(entry(task));
            header.putArray("focus")
                    .addObject()
                    .put("reference", "urn:uuid:" + task.path("id").asText());
        }
        return bundle;
    }

    /** Names a receiver in a generated message. */
    public static void addDestination(ObjectNode bundle, HsaId unit, String role) {
        ObjectNode destination = ((ObjectNode) bundle.path("entry").path(0).path("resource"))
                .withArray("destination")
                .addObject();
        if (!role.isEmpty()) {
            destination.putArray("extension").add(extension(Fhir.RECEIVER_ROLE).put("valueCode", role));
        }
        destination.put("endpoint", Fhir.HSA_URN + unit.value());
        destination.putObject("receiver").set("identifier", hsaId(unit.value()));
    }

    /** Sets the role the sender speaks in. */
    public static void setSenderRole(ObjectNode bundle, Role role) {
        ObjectNode sender =
                (ObjectNode) bundle.path("entry").path(0).path("resource").path("sender");
        ((ObjectNode) sender.path("extension").path(0)).put("valueCode", role.code());
        sender.set("identifier", hsaId(UNITS.get(role)));
    }

    /** Sets the kind. */
    public static void setKind(ObjectNode bundle, String kind) {
        ((ObjectNode) bundle.path("entry").path(0).path("resource"))
                .putObject("reason")
                .putArray("coding")
                .addObject()
                .put("system", Fhir.EVENT_KIND)
                .put("code", kind);
    }

    private void setHeader(ObjectNode header, Element element) {
        if (element.name().equals("reference")) {
            header.withArray("extension")
                    .add(extension(Fhir.REFERENCES_MESSAGE).put("valueUuid", "urn:uuid:" + uuid()));
        }
    }

    private void setPatient(ObjectNode patient, Element element) {
        switch (element.name()) {
            case "personId" ->
                patient.withArray("identifier")
                        .insertObject(0)
                        .put("system", "http://electronichealth.se/identifier/personnummer")
                        .put("value", pick(PERSONS));
            case "formerPersonId" ->
                patient.withArray("identifier")
                        .addObject()
                        .put("use", "old")
                        .put("system", "urn:oid:1.2.752.113.11.0.2.1.1.1")
                        .put("value", "19810829M071");
            case "name" -> {
                ObjectNode name =
                        patient.putArray("name").addObject().put("family", pick(List.of("Ek", "Ask", "Björk")));
                name.putArray("given").add(pick(List.of("Ella", "Åke", "Östen")));
            }
            case "birthDate" -> patient.put("birthDate", "1937-04-21");
            case "gender" -> patient.put("gender", "female");
            case "registeredAddress" -> {
                ObjectNode address = patient.putArray("address").addObject();
                ArrayNode extensions = address.putArray("extension");
                extensions.add(extension(Fhir.ADDRESS_TYPE));
                ObjectNode coding = JSON.objectNode()
                        .put("system", "http://snomed.info/sct")
                        .put("code", "63381000052101");
                ((ObjectNode) extensions.get(0))
                        .putObject("valueCodeableConcept")
                        .putArray("coding")
                        .add(coding);
                extensions.add(extension(Fhir.MUNICIPALITY_CODE).put("valueCode", "1438"));
                address.putArray("line").add("Storgatan 1");
                address.put("city", "Ed").put("postalCode", "66830");
            }
            case "phone" ->
                patient.putArray("telecom").addObject().put("system", "phone").put("value", "0534-000000");
            case "deceasedAt" -> patient.put("deceasedDateTime", text(NOW.minusSeconds(3600)));
            default -> throw new AssertionError("no generator for " + element.name());
        }
    }

    private void setEncounter(ObjectNode encounter, Element element) {
        switch (element.name()) {
            case "visitNumber" -> {
                ObjectNode identifier = encounter
                        .withArray("identifier")
                        .addObject()
                        .put("system", Fhir.VISIT_IDENTIFIER)
                        .put("value", "VT" + (100000 + random.nextInt(900000)));
                identifier.putObject("assigner").set("identifier", hsaId("SE2321000131-SYN000015"));
            }
            case "admittedAt" -> encounter.withObject("/period").put("start", text(NOW.minusSeconds(6 * 3600)));
            case "dischargedAt" -> encounter.withObject("/period").put("end", text(NOW.minusSeconds(1800)));
            case "estimatedDischarge" ->
                encounter
                        .withArray("extension")
                        .add(extension(Fhir.ESTIMATED_DISCHARGE)
                                .put("valueDateTime", text(NOW.plusSeconds(7 * 86400))));
            case "unit" -> encounter.putObject("serviceProvider").set("identifier", hsaId(UNITS.get(Role.HOSPITAL)));
            case "destination" ->
                encounter
                        .putObject("hospitalization")
                        .putObject("dischargeDisposition")
                        .putArray("coding")
                        .addObject()
                        .put("system", Fhir.BASE + "/CodeSystem/destination")
                        .put("code", code(element).code());
            case "compulsoryCare" ->
                encounter
                        .withArray("extension")
                        .add(extension(Fhir.COMPULSORY_CARE).put("valueBoolean", false));
            default -> throw new AssertionError("no generator for " + element.name());
        }
    }

    private void addInputs(ArrayNode inputs, Element element) {
        int count = element.repeats() && element.type() != Element.ElementType.CODE ? 1 + random.nextInt(3) : 1;
        for (int i = 0; i < count; i++) {
            ObjectNode input = inputs.addObject();
            input.putObject("type")
                    .putArray("coding")
                    .addObject()
                    .put("system", Fhir.ELEMENT)
                    .put("code", element.name());
            setValue(input, element);
        }
    }

    private void setValue(ObjectNode input, Element element) {
        switch (element.type()) {
            case STRING -> input.put("valueString", "Exempel: " + element.sv());
            case CODE -> {
                String system = catalogue
                        .codeLists()
                        .find(element.codeSystem())
                        .orElseThrow()
                        .url();
                input.putObject("valueCoding")
                        .put("system", system)
                        .put("code", code(element).code());
            }
            case DATE -> input.put("valueDate", "2026-11-20");
            case DATE_TIME -> input.put("valueDateTime", text(NOW.minusSeconds(7200)));
            case BOOLEAN -> input.put("valueBoolean", true);
            case UNIT -> input.set("valueIdentifier", hsaId(UNITS.get(Role.SOCIAL_SERVICES)));
            case PERSON -> input.set("valueIdentifier", hsaId("SE2321000131-P000000123456"));
            case MESSAGE_ID -> input.put("valueUuid", "urn:uuid:" + uuid());
            case ATTACHMENT ->
                input.putObject("valueAttachment")
                        .put("contentType", "text/plain")
                        .put("title", "Exempel")
                        .put(
                                "data",
                                java.util.Base64.getEncoder()
                                        .encodeToString("Exempel".getBytes(StandardCharsets.UTF_8)));
        }
    }

    private CodeList.Code code(Element element) {
        List<CodeList.Code> codes =
                catalogue.codeLists().find(element.codeSystem()).orElseThrow().codes();
        if (element.codeSystem().equals(Catalogue.EVENT_LIST)) {
            return codes.stream()
                    .filter(code -> code.code().equals(registeredEvent))
                    .findFirst()
                    .orElseThrow();
        }
        return pick(codes);
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String uuid() {
        return new UUID(
                        random.nextLong() & 0xffffffffffff0fffL | 0x4000L,
                        random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L)
                .toString();
    }

    private static ObjectNode resource(String type, String id) {
        return JSON.objectNode().put("resourceType", type).put("id", id);
    }

    private static ObjectNode entry(ObjectNode resource) {
        ObjectNode entry = JSON.objectNode()
                .put("fullUrl", "urn:uuid:" + resource.path("id").asText());
        entry.set("resource", resource);
        return entry;
    }

    private static ObjectNode extension(String url) {
        return JSON.objectNode().put("url", url);
    }

    private static ObjectNode hsaId(String value) {
        return JSON.objectNode().put("system", HsaId.FHIR_SYSTEM).put("value", value);
    }

    private static String text(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(STOCKHOLM));
    }
}
