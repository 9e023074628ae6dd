package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.message.Role;

/** Makes a MessageDefinition of every event in every version. */
final class MessageDefinitions {

    private MessageDefinitions() {}

    static List<ObjectNode> of(Catalogue catalogue) {
        return catalogue.listEvents().stream().map(MessageDefinitions::of).toList();
    }

    private static ObjectNode of(EventType event) {
        ObjectNode definition = Metadata.of(
                "MessageDefinition",
                event.code() + "-" + event.version(),
                Fhir.BASE + "/MessageDefinition/" + event.code(),
                event.version(),
                event.nameEn());
        definition.put("description", description(event));
        if (!event.legalBasis().isEmpty()) {
            definition.put("purpose", event.legalBasis());
        }
        definition
                .putObject("eventCoding")
                .put("system", Fhir.EVENT)
                .put("version", event.version())
                .put("code", event.code())
                .put("display", event.nameEn());
        definition.put("category", "notification");
        ArrayNode focus = definition.putArray("focus");
        for (String type : List.of("Patient", "Encounter", "Task")) {
            focus.addObject()
                    .put("code", type)
                    .put("profile", Fhir.BASE + "/StructureDefinition/hub-" + type.toLowerCase(Locale.ROOT))
                    .put("min", 0)
                    .put("max", "1");
        }
        return definition.put("responseRequired", "always");
    }

    private static String description(EventType event) {
        return "%s. From: %s. To: %s. Required: %s. May hold: %s."
                .formatted(
                        event.nameSv(),
                        roles(event.senders()),
                        roles(event.receivers()),
                        String.join(", ", event.required()),
                        String.join(", ", event.optional()));
    }

    private static String roles(Set<Role> roles) {
        return roles.stream().map(Role::code).sorted().collect(Collectors.joining(", "));
    }
}
