package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.CodeList;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;

/** Makes CodeSystems and ValueSets of what the catalogue says, so that no code is written twice. */
final class Terminology {

    private static final String VERSION = "1";

    private final Catalogue catalogue;
    private final List<ObjectNode> resources = new ArrayList<>();
    private final Map<String, Set<String>> codes = new HashMap<>();

    Terminology(Catalogue catalogue) {
        this.catalogue = catalogue;
        addEvents();
        addErrors();
        ObjectNode elements = add(new CodeList(
                "element",
                Fhir.ELEMENT,
                VERSION,
                "Uppgift",
                "Element",
                catalogue.listElements().stream()
                        .map(element -> new CodeList.Code(element.name(), element.sv(), element.en()))
                        .toList()));
        addElementProperties(elements);
        add(new CodeList(
                "section",
                Fhir.SECTION,
                VERSION,
                "Avsnitt",
                "Section",
                catalogue.listSections().stream()
                        .map(section -> new CodeList.Code(section.code(), section.sv(), section.en()))
                        .toList()));
        catalogue.codeLists().list().stream()
                .filter(list -> list.url().startsWith(Fhir.BASE + "/CodeSystem/")
                        && !list.url().equals(Fhir.EVENT))
                .forEach(this::add);
    }

    /** The error catalogue, so that a receipt's number can be looked up. */
    private void addErrors() {
        ErrorTexts texts = new ErrorTexts();
        add(new CodeList(
                "error",
                Fhir.ERROR,
                VERSION,
                "Fel",
                "Errors",
                Arrays.stream(ErrorCode.values())
                        .map(error -> new CodeList.Code(
                                error.number(),
                                texts.sender(error, ErrorTexts.SWEDISH),
                                texts.sender(error, Locale.ENGLISH)))
                        .toList()));
    }

    List<ObjectNode> resources() {
        return List.copyOf(resources);
    }

    /** {@code system|code} by canonical URL of the value set. */
    Map<String, Set<String>> codes() {
        return codes;
    }

    /** The version of an event is that of the code system it came with; each version keeps the events of those before. */
    private void addEvents() {
        Map<Integer, Map<String, CodeList.Code>> byVersion = new TreeMap<>();
        for (EventType event : catalogue.listEvents()) {
            byVersion
                    .computeIfAbsent(Integer.valueOf(event.version()), version -> new TreeMap<>())
                    .put(event.code(), new CodeList.Code(event.code(), event.nameSv(), event.nameEn()));
        }
        Map<String, CodeList.Code> all = new TreeMap<>();
        byVersion.forEach((number, events) -> {
            all.putAll(events);
            String version = number.toString();
            CodeList list = new CodeList("event", Fhir.EVENT, version, "Händelse", "Event", List.copyOf(all.values()));
            resources.add(codeSystem(VERSION.equals(version) ? "event" : "event-" + version, list));
        });
        ArrayNode include = JsonNodeFactory.instance.arrayNode();
        include.addObject().put("system", Fhir.EVENT);
        resources.add(valueSet("event", "Event", include));
        Set<String> values = new HashSet<>();
        all.keySet().forEach(code -> values.add(Fhir.EVENT + "|" + code));
        codes.put(Fhir.EVENT_VALUE_SET, values);
    }

    /** Section and type of an element are as much of its meaning as its name. */
    private void addElementProperties(ObjectNode system) {
        for (String property : List.of("section", "type")) {
            system.withArray("property").addObject().put("code", property).put("type", "code");
        }
        for (JsonNode concept : system.path("concept")) {
            Element element =
                    catalogue.findElement(concept.path("code").asText()).orElseThrow();
            ArrayNode properties = ((ObjectNode) concept).putArray("property");
            properties.addObject().put("code", "section").put("valueCode", element.section());
            properties
                    .addObject()
                    .put("code", "type")
                    .put(
                            "valueCode",
                            element.type().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    private ObjectNode add(CodeList list) {
        ObjectNode system = codeSystem(list.id(), list);
        resources.add(system);
        ArrayNode include = JsonNodeFactory.instance.arrayNode();
        include.addObject().put("system", list.url());
        ObjectNode valueSet = valueSet(list.id(), list.en(), include);
        resources.add(valueSet);
        Set<String> values = new HashSet<>();
        list.codes().forEach(code -> values.add(list.url() + "|" + code.code()));
        codes.put(valueSet.path("url").asText(), values);
        return system;
    }

    private static ObjectNode codeSystem(String id, CodeList list) {
        ObjectNode system = Metadata.of("CodeSystem", id, list.url(), list.version(), list.en());
        system.put("caseSensitive", true).put("valueSet", Fhir.BASE + "/ValueSet/" + list.id());
        system.put("content", "complete").put("count", list.codes().size());
        ArrayNode concepts = system.putArray("concept");
        for (CodeList.Code code : list.codes()) {
            ObjectNode concept = concepts.addObject().put("code", code.code()).put("display", code.en());
            concept.putArray("designation").addObject().put("language", "sv").put("value", code.sv());
        }
        return system;
    }

    private static ObjectNode valueSet(String id, String title, ArrayNode includes) {
        ObjectNode set = Metadata.of("ValueSet", id, Fhir.BASE + "/ValueSet/" + id, VERSION, title);
        set.putObject("compose").set("include", includes);
        return set;
    }
}
