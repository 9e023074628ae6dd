package se.knutpunkt.queue;

/**
 * A Camel route of this node as it runs.
 *
 * @param id its id
 * @param template id of the template it was made from; its own id where it is none
 * @param system the receiving system it was made for; empty for a way in
 * @param description what it does
 * @param file the file it stands in, such as {@code intake-json.camel.yaml}
 * @param line its line there
 * @param started whether it runs
 * @param figures what passed it since this node started
 */
public record LiveRoute(
        String id,
        String template,
        String system,
        String description,
        String file,
        int line,
        boolean started,
        RouteFigures.Figures figures) {

    /** Whether messages come in by it. */
    public boolean incoming() {
        return system.isEmpty();
    }
}
