package se.knutpunkt.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import se.knutpunkt.address.Payer;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.Element.ElementType;
import se.knutpunkt.catalogue.Element.Location;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.ledger.Fact;

/**
 * The facts of a message: its codes, times, units and truth values from sections about the stay and the process. What says
 * something of the person, and all free text, stays in the payload only.
 */
final class Facts {

    private static final Set<String> SECTIONS =
            Set.of("admission", "needs", "administration", "decision", "plan", "meeting");
    private static final Set<ElementType> TYPES = EnumSet.of(
            ElementType.CODE,
            ElementType.DATE,
            ElementType.DATE_TIME,
            ElementType.BOOLEAN,
            ElementType.UNIT,
            ElementType.MESSAGE_ID);

    private Facts() {}

    static List<Fact> of(EventType type, CanonicalMessage message, Catalogue catalogue) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "kind", message.kind());
        Payer.findMunicipality(message).ifPresent(code -> add(facts, "payerMunicipality", code));
        message.findAdmittedAt().ifPresent(at -> add(facts, "admittedAt", at.toString()));
        add(facts, "estimatedDischarge", encounterTime(message, Fhir.ESTIMATED_DISCHARGE));
        add(
                facts,
                "dischargedAt",
                utc(message.encounter().path("period").path("end").asText()));
        message.findResponsibleUnit().ifPresent(unit -> add(facts, "unit", unit.value()));
        for (List<String> names : List.of(type.required(message.kind()), type.optional())) {
            for (String name : names) {
                catalogue
                        .findElement(name)
                        .filter(Facts::isFact)
                        .ifPresent(element -> content(facts, element, message));
            }
        }
        return facts.stream().distinct().toList();
    }

    private static boolean isFact(Element element) {
        return element.location() == Location.CONTENT
                && TYPES.contains(element.type())
                && SECTIONS.contains(element.section());
    }

    private static void content(List<Fact> facts, Element element, CanonicalMessage message) {
        for (String value : message.listContent(element.name())) {
            add(facts, element.name(), element.type() == ElementType.DATE_TIME ? utc(value) : value);
        }
    }

    private static String utc(String time) {
        if (time.isEmpty()) {
            return "";
        }
        try {
            return OffsetDateTime.parse(time).toInstant().toString();
        } catch (DateTimeParseException refusedElsewhere) {
            return "";
        }
    }

    private static void add(List<Fact> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Fact(name, value));
        }
    }

    private static String encounterTime(CanonicalMessage message, String extensionUrl) {
        JsonNode extension = CanonicalMessage.extension(message.encounter(), extensionUrl);
        return utc(extension.path("valueDateTime").asText());
    }
}
