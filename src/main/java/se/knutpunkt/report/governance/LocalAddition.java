package se.knutpunkt.report.governance;

import java.util.List;
import java.util.Map;

/**
 * What holds for a part of the county only, beside the county rule it adds to.
 *
 * @param id of the layer or the document
 * @param name its name, Swedish
 * @param why why it is there; empty when its file does not say
 * @param addsTo id of the county rule; empty where none is named
 * @param systems ids of the systems it holds for; empty for a document
 */
public record LocalAddition(String id, String name, String why, String addsTo, List<String> systems) {

    public LocalAddition {
        systems = List.copyOf(systems);
    }

    /**
     * How much it was used: messages of its systems.
     *
     * @param messages sent and received in the last twelve months, by id of the system
     */
    public long use(Map<String, Long> messages) {
        return systems.stream()
                .mapToLong(system -> messages.getOrDefault(system, 0L))
                .sum();
    }
}
