package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import se.knutpunkt.catalogue.Element;

/** Where each element stands in a canonical message, as {@code docs/canonical-model.md} says: its path, and how to read it. */
public final class ElementPlace {

    private record Place(String path, Function<CanonicalMessage, JsonNode> reader) {}

    /** The elements outside Task.input, by name. */
    private static final Map<String, Place> PLACES = Map.ofEntries(
            Map.entry("kind", place("MessageHeader.reason", message -> TextNode.valueOf(message.kind()))),
            Map.entry(
                    "reference",
                    place(
                            "MessageHeader.extension[references-message]",
                            message -> CanonicalMessage.extension(message.header(), Fhir.REFERENCES_MESSAGE)
                                    .path("valueUuid"))),
            Map.entry("personId", place("Patient.identifier", message -> message.personIdentifier(false))),
            Map.entry("formerPersonId", place("Patient.identifier[old]", message -> message.personIdentifier(true))),
            Map.entry("name", place("Patient.name", message -> message.patient().path("name"))),
            Map.entry(
                    "birthDate",
                    place("Patient.birthDate", message -> message.patient().path("birthDate"))),
            Map.entry(
                    "gender",
                    place("Patient.gender", message -> message.patient().path("gender"))),
            Map.entry(
                    "registeredAddress",
                    place("Patient.address", message -> message.patient().path("address"))),
            Map.entry(
                    "phone",
                    place("Patient.telecom", message -> message.patient().path("telecom"))),
            Map.entry(
                    "deceasedAt",
                    place(
                            "Patient.deceasedDateTime",
                            message -> message.patient().path("deceasedDateTime"))),
            Map.entry("visitNumber", place("Encounter.identifier[visit-number]", CanonicalMessage::visitNumber)),
            Map.entry(
                    "admittedAt",
                    place(
                            "Encounter.period.start",
                            message -> message.encounter().path("period").path("start"))),
            Map.entry(
                    "dischargedAt",
                    place(
                            "Encounter.period.end",
                            message -> message.encounter().path("period").path("end"))),
            Map.entry(
                    "estimatedDischarge",
                    place(
                            "Encounter.extension[estimated-discharge]",
                            message -> CanonicalMessage.extension(message.encounter(), Fhir.ESTIMATED_DISCHARGE)
                                    .path("valueDateTime"))),
            Map.entry(
                    "unit",
                    place(
                            "Encounter.serviceProvider",
                            message -> message.encounter()
                                    .path("serviceProvider")
                                    .path("identifier")
                                    .path("value"))),
            Map.entry(
                    "destination",
                    place(
                            "Encounter.hospitalization.dischargeDisposition",
                            message -> message.encounter()
                                    .path("hospitalization")
                                    .path("dischargeDisposition")
                                    .path("coding")
                                    .path(0)
                                    .path("code"))),
            Map.entry(
                    "compulsoryCare",
                    place(
                            "Encounter.extension[compulsory-care]",
                            message -> CanonicalMessage.extension(message.encounter(), Fhir.COMPULSORY_CARE)
                                    .path("valueBoolean"))));

    private ElementPlace() {}

    /** The path of an element, such as {@code Patient.name} or {@code Task.input[needs]}. */
    public static String of(Element element) {
        Place place = PLACES.get(element.name());
        return place == null ? "Task.input[" + element.name() + "]" : place.path();
    }

    /** The values of an element that stands outside Task.input; empty when it is missing. */
    static List<JsonNode> values(CanonicalMessage message, Element element) {
        Place place = PLACES.get(element.name());
        List<JsonNode> values = new ArrayList<>();
        if (place != null) {
            JsonNode value = place.reader().apply(message);
            boolean empty = value.isMissingNode()
                    || value.isNull()
                    || value.isContainerNode() && value.isEmpty()
                    || value.isTextual() && value.asText().isEmpty();
            if (!empty) {
                values.add(value);
            }
        }
        return values;
    }

    /** The value of an element as text, wherever it stands, or an empty string. */
    static String text(CanonicalMessage message, String name) {
        Place place = PLACES.get(name);
        return place == null
                ? message.content(name)
                : place.reader().apply(message).asText();
    }

    /** True when the element is read from its own place or is content: the reader of a new location must be written here. */
    public static boolean isKnown(Element element) {
        return PLACES.containsKey(element.name()) != (element.location() == Element.Location.CONTENT);
    }

    private static Place place(String path, Function<CanonicalMessage, JsonNode> reader) {
        return new Place(path, reader);
    }
}
