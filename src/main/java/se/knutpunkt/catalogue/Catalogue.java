package se.knutpunkt.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events, elements, sections and code lists in force. Immutable; built from one snapshot of the files. */
public final class Catalogue {

    /** Id of the code list whose codes are those of the events themselves. */
    public static final String EVENT_LIST = "event";

    private final Map<String, EventType> events = new LinkedHashMap<>();
    private final Map<String, Element> elements = new LinkedHashMap<>();
    private final List<Section> sections;
    private final CodeLists codeLists;

    public Catalogue(
            Collection<EventType> events,
            Collection<Element> elements,
            Collection<Section> sections,
            Collection<CodeList> codeLists) {
        events.stream()
                .sorted(Comparator.comparing(EventType::code).thenComparing(type -> Integer.valueOf(type.version())))
                .forEach(event -> this.events.put(key(event.code(), event.version()), event));
        elements.forEach(element -> this.elements.put(element.name(), element));
        this.sections = List.copyOf(sections);
        List<CodeList> lists = new ArrayList<>(codeLists);
        lists.add(eventList());
        this.codeLists = new CodeLists(lists);
    }

    /** A catalogue without named sections and code lists, for tests of single rules. */
    public Catalogue(Collection<EventType> events, Collection<Element> elements) {
        this(events, elements, List.of(), List.of());
    }

    public Optional<EventType> findEvent(String code, String version) {
        return Optional.ofNullable(events.get(key(code, version)));
    }

    /**
     * The event as it applies to one message: an event that registers another afterwards takes over what the newest version of that
     * one says. When {@code registeredEvent} is unknown the event itself is given, for the check to refuse.
     */
    public Optional<EventType> findEvent(String code, String version, String registeredEvent) {
        return findEvent(code, version)
                .map(type -> type.effect().asRegistered()
                        ? findNewest(registeredEvent).map(type::registering).orElse(type)
                        : type);
    }

    /** The newest version of an event; empty for unknown events and for such as only register others. */
    public Optional<EventType> findNewest(String code) {
        return events.values().stream()
                .filter(type -> type.code().equals(code) && !type.effect().asRegistered())
                .reduce((older, newer) -> newer);
    }

    /** All versions of all events, by code then version. */
    public List<EventType> listEvents() {
        return List.copyOf(events.values());
    }

    public Optional<Element> findElement(String name) {
        return Optional.ofNullable(elements.get(name));
    }

    /** All elements, in file order. */
    public List<Element> listElements() {
        return List.copyOf(elements.values());
    }

    /** All sections, in file order. */
    public List<Section> listSections() {
        return sections;
    }

    /** The code lists, with the events themselves as the list {@link #EVENT_LIST}. */
    public CodeLists codeLists() {
        return codeLists;
    }

    private CodeList eventList() {
        Map<String, CodeList.Code> codes = new LinkedHashMap<>();
        events.values()
                .forEach(type -> codes.put(type.code(), new CodeList.Code(type.code(), type.nameSv(), type.nameEn())));
        return new CodeList(
                EVENT_LIST,
                "https://knutpunkt.se/fhir/CodeSystem/event",
                "1",
                "Händelse",
                "Event",
                List.copyOf(codes.values()));
    }

    private static String key(String code, String version) {
        return code + "|" + version;
    }
}
