package se.knutpunkt.operate.configure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the person out of a canonical message. An allow-list: only codes, systems and the like stay as they are; a person becomes a test
 * identity, ids become other ids, all times move together, and every other text becomes another text. The same value becomes the same one,
 * so that references still hold.
 */
final class DeIdentifier {

    /** Values of these are words of the standard or of our own, never of a person. */
    private static final Set<String> KEPT = Set.of(
            "resourceType",
            "url",
            "system",
            "code",
            "version",
            "profile",
            "status",
            "intent",
            "use",
            "mode",
            "unit",
            "comparator");

    private static final Set<String> PERSON_SYSTEMS = Set.of(
            "http://electronichealth.se/identifier/personnummer",
            "http://electronichealth.se/identifier/samordningsnummer",
            "urn:oid:1.2.752.129.2.1.3.1",
            "urn:oid:1.2.752.129.2.1.3.3");
    private static final String HSA = "urn:oid:1.2.752.29.4.19";
    private static final String MUNICIPALITY = "https://knutpunkt.se/fhir/StructureDefinition/municipality-code";
    private static final Pattern UUID = Pattern.compile(
            "(urn:uuid:|[A-Za-z]+/)?[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern DATE = Pattern.compile("\\d{4}(-\\d\\d(-\\d\\d(T.*)?)?)?");
    private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2026-03-02T10:00:00+01:00");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
    private static final Map<String, String> PERSON = Map.of(
            "family",
            "Testsson",
            "given",
            "Test",
            "line",
            "Testgatan 1",
            "city",
            "Teststad",
            "postalCode",
            "00000",
            "gender",
            "female",
            "birthDate",
            "1937-04-21");

    private final Map<String, String> uuids = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private Duration moved = Duration.ZERO;

    private DeIdentifier() {}

    static ObjectNode deIdentify(ObjectNode bundle) {
        DeIdentifier own = new DeIdentifier();
        own.moved = own.distance(bundle.path("timestamp").asText());
        return (ObjectNode) own.object(bundle);
    }

    private JsonNode object(JsonNode source) {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        String system = source.path("system").asText();
        String url = source.path("url").asText();
        for (Map.Entry<String, JsonNode> field : source.properties()) {
            target.set(field.getKey(), any(field.getKey(), field.getValue(), system, url));
        }
        return target;
    }

    private JsonNode any(String name, JsonNode value, String system, String url) {
        if (value.isObject()) {
            return object(value);
        }
        if (value.isArray()) {
            ArrayNode target = JsonNodeFactory.instance.arrayNode();
            value.forEach(one -> target.add(any(name, one, system, url)));
            return target;
        }
        if (value.isTextual()) {
            return TextNode.valueOf(text(name, value.asText(), system, url));
        }
        return value;
    }

    private String text(String name, String value, String system, String url) {
        if (PERSON.containsKey(name)) {
            return PERSON.get(name);
        }
        if (url.equals(MUNICIPALITY)) {
            return "1440";
        }
        if (KEPT.contains(name) || name.equals("valueCode") || name.equals("type")) {
            return value;
        }
        if (name.equals("value")) {
            return identifier(value, system);
        }
        if (UUID.matcher(value).matches()) {
            return uuid(value);
        }
        if (name.equals("endpoint") || name.equals("reference")) {
            return value.startsWith("urn:x-hsa:") ? value : uuid(value);
        }
        return DATE.matcher(value).matches() ? time(value) : other(value);
    }

    private String identifier(String value, String system) {
        if (PERSON_SYSTEMS.contains(system)) {
            return "193704219124";
        }
        if (system.equals(HSA)) {
            // units are public; who works there is a person
            return value.matches("SE\\d{10}-P.*") ? "SE2321000131-P000000000001" : value;
        }
        return UUID.matcher(value).matches()
                ? uuid(value)
                : values.computeIfAbsent(value, v -> "T" + (values.size() + 1));
    }

    private String uuid(String value) {
        int at = Math.max(value.lastIndexOf(':'), value.lastIndexOf('/')) + 1;
        return value.substring(0, at)
                + uuids.computeIfAbsent(
                        value.substring(at),
                        v -> String.format("00000000-0000-7000-8000-%012d", uuids.size() + 900_000_000_001L));
    }

    private String time(String value) {
        try {
            if (value.contains("T")) {
                return TIME.format(OffsetDateTime.parse(value).plus(moved).atZoneSameInstant(SWEDEN));
            }
            if (value.length() == 10) {
                return LocalDate.parse(value).plusDays(moved.toDays()).toString();
            }
        } catch (DateTimeParseException notOne) {
            return other(value);
        }
        // a year or a month alone
        return MOMENT.toLocalDate().toString().substring(0, value.length());
    }

    private Duration distance(String timestamp) {
        try {
            return Duration.between(OffsetDateTime.parse(timestamp), MOMENT);
        } catch (DateTimeParseException none) {
            return Duration.ofDays(-365);
        }
    }

    private String other(String value) {
        return texts.computeIfAbsent(value, v -> "Text " + (texts.size() + 1));
    }
}
