package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

/** Checks the elements of one message: what must be there is, nothing else is, and every value is of its type. */
final class ElementCheck {

    private static final String PERSONNUMMER = "http://electronichealth.se/identifier/personnummer";
    /** Elements whose lack has an error of its own. */
    private static final Map<String, ErrorCode> MISSING =
            Map.of("reference", ErrorCode.REFERENCE_MISSING, "consent", ErrorCode.CONSENT_MISSING);

    private final CanonicalMessage message;
    private final EventType type;
    private final Catalogue catalogue;
    private final Instant latest;
    private final List<Refusal> refusals = new ArrayList<>();

    private ElementCheck(CanonicalMessage message, EventType type, Catalogue catalogue, Instant latest) {
        this.message = message;
        this.type = type;
        this.catalogue = catalogue;
        this.latest = latest;
    }

    static List<Refusal> check(CanonicalMessage message, EventType type, Catalogue catalogue, Instant latest) {
        ElementCheck check = new ElementCheck(message, type, catalogue, latest);
        Map<String, List<JsonNode>> inputs = check.readInputs();
        Map<String, List<JsonNode>> carried = new HashMap<>();
        for (Element element : catalogue.listElements()) {
            List<JsonNode> values = element.location() == Element.Location.CONTENT
                    ? inputs.getOrDefault(element.name(), List.of())
                    : ElementPlace.values(message, element);
            if (!values.isEmpty()) {
                carried.put(element.name(), values);
            }
        }
        check.requirePresent(carried.keySet());
        check.requireAllowed(carried);
        return check.refusals;
    }

    /** The content by element; what no element is named for is refused by its number, since its name is the sender's own text. */
    private Map<String, List<JsonNode>> readInputs() {
        Map<String, List<JsonNode>> inputs = new HashMap<>();
        int index = 0;
        for (JsonNode input : message.task().path("input")) {
            String name = input.path("type").path("coding").path(0).path("code").asText();
            if (catalogue
                    .findElement(name)
                    .filter(element -> element.location() == Element.Location.CONTENT)
                    .isPresent()) {
                inputs.computeIfAbsent(name, none -> new ArrayList<>()).add(input);
            } else {
                refusals.add(new Refusal(ErrorCode.UNKNOWN_ELEMENT, "Task.input[" + index + "]", allowedNames()));
            }
            index++;
        }
        return inputs;
    }

    private void requirePresent(Set<String> present) {
        for (String name : type.required(type.kind(message.kind()))) {
            Element element = catalogue.findElement(name).orElse(null);
            if (element != null && !present.contains(name) && !mayLack(element)) {
                refusals.add(new Refusal(
                        MISSING.getOrDefault(name, ErrorCode.REQUIRED_MISSING), ElementPlace.of(element), ""));
            }
        }
    }

    /**
     * What may lack although it is required: in an ADT update everything but the person, since it holds what the ADT knows; the
     * registered address of a protected person, where the label stands in its place, and of a person without personnummer, who is
     * registered nowhere (the exceptions to lag 2017:612 2 kap. 2 §); and what the sender withholds from everyone.
     */
    private boolean mayLack(Element element) {
        if (message.isStatusOnly() && !element.name().equals("personId")) {
            return true;
        }
        if (element.name().equals("registeredAddress") && (message.isProtected() || !hasPersonnummer())) {
            return true;
        }
        return type.withholdable().contains(element.section())
                && message.listWithheld().stream()
                        .anyMatch(withheld -> withheld.section().equals(element.section())
                                && withheld.receiver().isEmpty());
    }

    private boolean hasPersonnummer() {
        for (JsonNode identifier : message.patient().path("identifier")) {
            if (PERSONNUMMER.equals(identifier.path("system").asText())) {
                return true;
            }
        }
        return false;
    }

    private void requireAllowed(Map<String, List<JsonNode>> carried) {
        Set<String> allowed = new HashSet<>(type.required());
        allowed.addAll(type.optional());
        carried.forEach((name, values) -> {
            Element element = catalogue.findElement(name).orElseThrow();
            boolean content = element.location() == Element.Location.CONTENT;
            if (allowed.contains(name)) {
                if (content && values.size() > 1 && !element.repeats()) {
                    refusals.add(new Refusal(ErrorCode.CARDINALITY, ElementPlace.of(element), "at most one"));
                }
                if (!name.equals("kind")) {
                    values.forEach(value -> ValueCheck.check(element, value, catalogue.codeLists(), latest)
                            .ifPresent(refusals::add));
                }
            } else if (content || !message.isStatusOnly()) {
                // An ADT segment brings patient and encounter data along unasked; minimisation cuts it away.
                refusals.add(new Refusal(ErrorCode.UNKNOWN_ELEMENT, ElementPlace.of(element), allowedNames()));
            }
        });
    }

    private String allowedNames() {
        return "allowed: "
                + java.util.stream.Stream.concat(type.required().stream(), type.optional().stream())
                        .sorted()
                        .collect(Collectors.joining(", "));
    }
}
