package se.knutpunkt.simulate;

import java.util.List;
import java.util.Map;

/**
 * Everything the traffic is made from, as read from the files.
 *
 * @param templates the episodes
 * @param women given names
 * @param men given names
 * @param families family names
 * @param streets street names
 * @param catchment ids of the parties whose wards admit the inhabitants of a subregion
 * @param stream triggers of the ADT stream that concerns nobody, in the shares they have
 * @param streamPerEpisode messages of that stream for each episode
 * @param elements the vocabulary by element name
 * @param events event descriptions by code, newest version first
 */
public record TrafficScript(
        List<EpisodeTemplate> templates,
        List<String> women,
        List<String> men,
        List<String> families,
        List<String> streets,
        Map<String, List<String>> catchment,
        List<String> stream,
        int streamPerEpisode,
        Map<String, ElementShape> elements,
        Map<String, List<EventShape>> events) {

    /** Names of the elements that the event must hold. */
    public List<String> listRequired(String code, String version) {
        return event(code, version).required();
    }

    /** The event with this code and version, the newest where the version is empty. */
    EventShape event(String code, String version) {
        return events.getOrDefault(code, List.of()).stream()
                .filter(shape -> version.isEmpty() || shape.version().equals(version))
                .findFirst()
                .orElseThrow(() -> TrafficFiles.defect("mappings/messages", "no event " + code + " " + version));
    }
}
