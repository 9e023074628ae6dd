package se.knutpunkt.catalogue;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events and elements in force. Immutable; built from one snapshot of the files. */
public final class Catalogue {

    private final Map<String, EventType> events = new LinkedHashMap<>();
    private final Map<String, Element> elements = new LinkedHashMap<>();

    public Catalogue(Collection<EventType> events, Collection<Element> elements) {
        events.stream()
                .sorted(Comparator.comparing(EventType::code).thenComparing(EventType::version))
                .forEach(event -> this.events.put(key(event.code(), event.version()), event));
        elements.forEach(element -> this.elements.put(element.name(), element));
    }

    public Optional<EventType> findEvent(String code, String version) {
        return Optional.ofNullable(events.get(key(code, version)));
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

    private static String key(String code, String version) {
        return code + "|" + version;
    }
}
