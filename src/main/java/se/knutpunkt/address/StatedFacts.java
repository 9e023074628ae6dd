package se.knutpunkt.address;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.Element.ElementType;
import se.knutpunkt.catalogue.Element.Location;
import se.knutpunkt.catalogue.EventType;

/**
 * The facts of a message: its codes, times, units and truth values from sections about the stay and the process. What says
 * something of the person, and all free text, stays in the payload only.
 */
public final class StatedFacts {

    private static final Set<String> SECTIONS =
            Set.of("admission", "needs", "administration", "decision", "plan", "meeting");
    private static final Set<ElementType> TYPES = EnumSet.of(
            ElementType.CODE,
            ElementType.DATE,
            ElementType.DATE_TIME,
            ElementType.BOOLEAN,
            ElementType.UNIT,
            ElementType.MESSAGE_ID);

    private StatedFacts() {}

    /**
     * One fact.
     *
     * @param name its name, such as {@code admittedAt}
     * @param value a code, a time in UTC, a unit or a truth value
     */
    public record Stated(String name, String value) {}

    /** In the order of the catalogue. */
    public static List<Stated> of(EventType type, CanonicalMessage message, Catalogue catalogue) {
        List<Stated> facts = new ArrayList<>();
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
                        .filter(StatedFacts::isFact)
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

    private static void content(List<Stated> facts, Element element, CanonicalMessage message) {
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

    private static void add(List<Stated> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(new Stated(name, value));
        }
    }

    private static String encounterTime(CanonicalMessage message, String extensionUrl) {
        JsonNode extension = CanonicalMessage.extension(message.encounter(), extensionUrl);
        return utc(extension.path("valueDateTime").asText());
    }
}
