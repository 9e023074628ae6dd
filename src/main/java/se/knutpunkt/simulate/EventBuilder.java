package se.knutpunkt.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.Period;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.PersonId;

/** Builds the messages of one episode as plain JSON events: what a template says, and what every sender knows of the stay. */
final class EventBuilder {

    static final DateTimeFormatter TIME = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    private final TrafficScript script;
    private final Cast cast;
    private final Patient patient;
    private final Map<String, String> messageIds = new HashMap<>();
    private ZonedDateTime admittedAt;
    private String visitNumber;

    EventBuilder(TrafficScript script, Cast cast, Patient patient) {
        this.script = script;
        this.cast = cast;
        this.patient = patient;
    }

    /** The stay that the following messages are about. */
    void admit(ZonedDateTime at, String number) {
        admittedAt = at;
        visitNumber = number;
    }

    ObjectNode build(EpisodeTemplate.Step step, String messageId, int person) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        EventShape shape = shape(step);
        SimulatedUnit sender = cast.unit(step.from());
        event.put("messageId", messageId);
        if (!step.label().isEmpty()) {
            messageIds.put(step.label(), messageId);
        }
        event.put("event", step.event()).put("version", shape.version());
        event.put("happenedAt", TIME.format(time(step.at())));
        event.putObject("sender")
                .put("unit", sender.hsaId())
                .put("role", Cast.role(step.from()))
                .put("person", sender.hsaId().split("-")[0] + "-P" + (1000 + person));
        ArrayNode receivers = event.putArray("receivers");
        step.to()
                .forEach(part -> receivers
                        .addObject()
                        .put("unit", cast.unit(part).hsaId())
                        .put("role", Cast.role(part)));
        ArrayNode withheld = event.putArray("withheld");
        step.withheld().forEach(section -> withheld.addObject().put("section", section));
        standingFacts(
                event, shape, step.from().equals("hospital") || step.from().equals("other-hospital"));
        step.set().forEach((name, value) -> set(event, element(name), value));
        List.of("receivers", "withheld", "patient", "episode").stream()
                .filter(name -> event.path(name).isEmpty())
                .forEach(event::remove);
        return event;
    }

    private EventShape shape(EpisodeTemplate.Step step) {
        if (step.event().isEmpty()) {
            return new EventShape("", "", script.event("admission-notice", "").required(), Set.of());
        }
        EventShape shape = script.event(step.event(), step.version());
        JsonNode registered = step.set().get("registeredEvent");
        return registered == null ? shape : shape.registering(script.event(registered.asText(), ""));
    }

    /** What the event must hold of patient and stay, and what a hospital says though it need not. */
    private void standingFacts(ObjectNode event, EventShape shape, boolean hospital) {
        for (ElementShape element : script.elements().values()) {
            boolean must = shape.required().contains(element.name());
            boolean may = shape.optional().contains(element.name());
            switch (element.name()) {
                case "personId", "name" -> {
                    if (must || may) {
                        fact(event, element.name());
                    }
                }
                case "birthDate", "gender", "visitNumber", "unit" -> {
                    if (must || may && hospital) {
                        fact(event, element.name());
                    }
                }
                default -> {
                    if (must) {
                        fact(event, element.name());
                    }
                }
            }
        }
        if (shape.code().isEmpty()) {
            List.of("visitNumber", "gender", "birthDate").forEach(name -> fact(event, name));
        }
    }

    private void fact(ObjectNode event, String name) {
        ObjectNode person = event.withObject("/patient");
        ObjectNode stay = event.withObject("/episode");
        switch (name) {
            case "personId" ->
                person.putObject("id")
                        .put("kind", patient.id().kind().code())
                        .put("value", patient.id().value());
            case "name" -> {
                ObjectNode written = person.putObject("name");
                written.putArray("given").add(patient.given());
                written.put("family", patient.family());
            }
            case "gender" -> person.put("gender", patient.woman() ? "female" : "male");
            case "birthDate" -> {
                String born = birthDate(patient.id());
                if (!born.isEmpty()) {
                    person.put("birthDate", born);
                }
            }
            case "registeredAddress" -> address(person);
            case "visitNumber" ->
                stay.putObject("visitNumber")
                        .put("value", visitNumber)
                        .put("assigner", cast.unit("hospital").hsaId());
            case "admittedAt" -> stay.put("admittedAt", TIME.format(admittedAt));
            case "estimatedDischarge" -> stay.put("estimatedDischarge", TIME.format(admittedAt.plusDays(8)));
            case "unit" -> stay.put("unit", cast.unit("hospital").hsaId());
            default -> {
                // the template says it, or the message is wrong on purpose
            }
        }
        if (!patient.protection().isEmpty()) {
            person.put("protection", patient.protection());
        }
    }

    private void address(ObjectNode person) {
        if (patient.protection().equals("skyddadFolkbokforing")) {
            // there is none, and none is made up
            return;
        }
        ObjectNode address = person.putObject("address");
        SimulatedMunicipality home = patient.municipality();
        address.putArray("line").add(patient.street());
        address.put("postalCode", "4" + home.code()).put("city", home.name());
        address.put("municipalityCode", home.code());
    }

    static String birthDate(PersonId id) {
        String digits = id.value();
        boolean swedish = digits.chars().allMatch(Character::isDigit);
        return id.findBirthDate()
                .map(Object::toString)
                .orElse(
                        !swedish
                                ? ""
                                : digits.startsWith("00", 4)
                                        ? digits.substring(0, 4)
                                        : digits.substring(0, 4) + "-" + digits.substring(4, 6));
    }

    private ElementShape element(String name) {
        ElementShape element = script.elements().get(name);
        if (element == null) {
            throw TrafficFiles.defect("test-data/traffic/episodes", "no element " + name);
        }
        return element;
    }

    private void set(ObjectNode event, ElementShape element, JsonNode value) {
        JsonNode resolved = value.isArray() ? value : resolve(element, value);
        switch (element.location()) {
            case "patient" -> event.withObject("/patient").set(element.name(), resolved);
            case "encounter" -> event.withObject("/episode").set(element.name(), resolved);
            case "content" -> {
                JsonNode content = element.repeats() && !resolved.isArray()
                        ? JsonNodeFactory.instance.arrayNode().add(resolved)
                        : resolved;
                event.withObject("/content").set(element.name(), content);
            }
            default -> event.set(element.name(), resolved);
        }
    }

    private JsonNode resolve(ElementShape element, JsonNode value) {
        String text = value.isTextual() ? value.asText() : "";
        if (text.startsWith("@")) {
            ZonedDateTime time = time(text.substring(1));
            return new TextNode(
                    element.type().equals("date") ? time.toLocalDate().toString() : TIME.format(time));
        }
        if (text.startsWith("#")) {
            return new TextNode(messageIds.getOrDefault(text.substring(1), ""));
        }
        if (text.startsWith("$")) {
            return new TextNode(cast.unit(text.substring(1)).hsaId());
        }
        if (text.startsWith("%")) {
            return new TextNode(cast.unit(text.substring(1)).hsaId().split("-")[0] + "-P2001");
        }
        return value;
    }

    /** A time after admission, written {@code P2D}, {@code PT3H} or {@code P2DT3H}. */
    private ZonedDateTime time(String afterAdmission) {
        int clock = afterAdmission.indexOf('T');
        String days = clock < 0 ? afterAdmission : afterAdmission.substring(0, clock);
        ZonedDateTime time = days.equals("P") ? admittedAt : admittedAt.plus(Period.parse(days));
        return clock < 0 ? time : time.plus(Duration.parse("P" + afterAdmission.substring(clock)));
    }
}
