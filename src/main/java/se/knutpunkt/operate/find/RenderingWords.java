package se.knutpunkt.operate.find;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.catalogue.CodeList;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.HsaId;

/** The words a template has for one canonical message: each element by its name, in Swedish, with names for what is a code or an id. */
final class RenderingWords {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv-SE");
    private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("'den' d MMMM yyyy", SWEDISH);
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("'den' d MMMM yyyy 'klockan' HH.mm", SWEDISH);
    private static final String UNKNOWN_UNIT = "en enhet som inte finns i registret";
    private static final int BIRTH_DIGITS = 8;

    private final InForce inForce;
    private final Map<String, Object> words = new LinkedHashMap<>();

    private RenderingWords(InForce inForce) {
        this.inForce = inForce;
    }

    static Map<String, Object> of(JsonNode bundle, EventType type, InForce inForce) {
        RenderingWords made = new RenderingWords(inForce);
        made.words.put("title", type.nameSv());
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            switch (resource.path("resourceType").asText()) {
                case "MessageHeader" -> made.header(resource, type);
                case "Patient" -> made.patient(resource);
                case "Encounter" -> made.encounter(resource);
                case "Task" -> made.content(resource);
                default -> {
                    // nothing else is part of a message
                }
            }
        }
        made.together();
        return made.words;
    }

    private void header(JsonNode header, EventType type) {
        put("sender", unit(header.at("/sender/identifier/value").asText()));
        Set<String> receivers = new LinkedHashSet<>();
        header.path("destination")
                .forEach(one ->
                        receivers.add(unit(one.at("/receiver/identifier/value").asText())));
        put("receivers", list(List.copyOf(receivers)));
        put("happenedAt", moment(extension(header, Fhir.HAPPENED_AT, "valueDateTime")));
        String kind = type.kind(header.at("/reason/coding/0/code").asText());
        if (!kind.isEmpty()) {
            words.put("kind_" + kind.replace('-', '_'), true);
        }
    }

    private void patient(JsonNode patient) {
        List<String> name = new ArrayList<>();
        JsonNode first = patient.at("/name/0");
        first.path("given").forEach(given -> name.add(given.asText()));
        name.add(first.path("family").asText());
        put("patient", String.join(" ", name).strip());
        for (JsonNode identifier : patient.path("identifier")) {
            if (identifier.path("use").asText().equals("old")) {
                words.put("former", true);
            } else {
                put("personId", personId(identifier.path("value").asText()));
            }
        }
        put("phone", patient.at("/telecom/0/value").asText());
        put("deceasedAt", moment(patient.path("deceasedDateTime").asText()));
        JsonNode address = patient.at("/address/0");
        List<String> lines = new ArrayList<>();
        address.path("line").forEach(line -> lines.add(line.asText()));
        lines.add((address.path("postalCode").asText() + " "
                        + address.path("city").asText())
                .strip());
        put(
                "registeredAddress",
                String.join(", ", lines.stream().filter(line -> !line.isEmpty()).toList()));
    }

    private void encounter(JsonNode encounter) {
        put("admittedAt", moment(encounter.at("/period/start").asText()));
        put("dischargedAt", moment(encounter.at("/period/end").asText()));
        put("estimatedDischarge", moment(extension(encounter, Fhir.ESTIMATED_DISCHARGE, "valueDateTime")));
        if (extension(encounter, Fhir.COMPULSORY_CARE, "valueBoolean").equals("true")) {
            words.put("compulsoryCare", true);
        }
        put("unit", unit(encounter.at("/serviceProvider/identifier/value").asText()));
        code(
                "destination",
                "destination",
                encounter
                        .at("/hospitalization/dischargeDisposition/coding/0/code")
                        .asText());
    }

    private void content(JsonNode task) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        List<String> attachments = new ArrayList<>();
        for (JsonNode input : task.path("input")) {
            Optional<Element> known = inForce.catalogue()
                    .findElement(input.at("/type/coding/0/code").asText());
            if (known.isEmpty()) {
                continue;
            }
            Element element = known.get();
            String text = switch (element.type()) {
                case STRING -> input.path("valueString").asText();
                case DATE -> day(input.path("valueDate").asText());
                case DATE_TIME -> moment(input.path("valueDateTime").asText());
                case UNIT -> unit(input.at("/valueIdentifier/value").asText());
                case CODE ->
                    code(
                            element.name(),
                            element.codeSystem(),
                            input.at("/valueCoding/code").asText());
                case ATTACHMENT -> {
                    attachments.add(input.at("/valueAttachment/title").asText());
                    yield "";
                }
                // a person's or a message's id says nothing to a reader
                default -> "";
            };
            if (!text.isBlank()) {
                texts.computeIfAbsent(element.name(), name -> new ArrayList<>()).add(text);
            }
        }
        texts.forEach((name, all) -> put(name, list(all)));
        put("attachments", list(attachments));
    }

    private void together() {
        words.putIfAbsent("unitOrSender", words.getOrDefault("unit", words.getOrDefault("sender", "")));
        List<String> contact = new ArrayList<>();
        Optional.ofNullable(words.get("contactName")).ifPresent(name -> contact.add(name.toString()));
        Optional.ofNullable(words.get("contactPhone")).ifPresent(phone -> contact.add("telefon " + phone));
        put("contact", String.join(", ", contact));
    }

    private String code(String name, String listId, String code) {
        if (code.isEmpty()) {
            return "";
        }
        words.put(name + "_" + code.replace('-', '_').toLowerCase(Locale.ROOT), true);
        String text = inForce.catalogue()
                .codeLists()
                .find(listId)
                .flatMap(list -> list.find(code))
                .map(CodeList.Code::sv)
                .map(RenderingWords::inSentence)
                .orElse("");
        put(name, text);
        return text;
    }

    /** A Swedish common noun begins small inside a sentence; what begins with two capitals is an abbreviation. */
    private static String inSentence(String text) {
        return text.length() > 1 && Character.isUpperCase(text.charAt(1))
                ? text
                : text.substring(0, 1).toLowerCase(SWEDISH) + text.substring(1);
    }

    private String unit(String id) {
        return id.isEmpty()
                ? ""
                : HsaId.find(id)
                        .flatMap(found -> inForce.directory().findUnit(found))
                        .map(Unit::name)
                        .orElse(UNKNOWN_UNIT);
    }

    private void put(String name, String text) {
        if (!text.isBlank()) {
            words.put(name, text);
        }
    }

    private static String extension(JsonNode resource, String url, String value) {
        for (JsonNode extension : resource.path("extension")) {
            if (extension.path("url").asText().equals(url)) {
                return extension.path(value).asText();
            }
        }
        return "";
    }

    private static String personId(String value) {
        return value.length() == BIRTH_DIGITS + 4
                ? value.substring(0, BIRTH_DIGITS) + "-" + value.substring(BIRTH_DIGITS)
                : value;
    }

    private static String day(String text) {
        try {
            return DAY.format(LocalDate.parse(text));
        } catch (DateTimeException unreadable) {
            return "";
        }
    }

    private static String moment(String text) {
        try {
            return MOMENT.format(OffsetDateTime.parse(text).atZoneSameInstant(SWEDEN));
        } catch (DateTimeException unreadable) {
            return "";
        }
    }

    /** As one lists things in a sentence: a, b och c. */
    private static String list(List<String> texts) {
        int last = texts.size() - 1;
        return last < 1
                ? String.join("", texts)
                : String.join(", ", texts.subList(0, last)) + " och " + texts.get(last);
    }
}
