package se.knutpunkt.simulate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What came of the traffic, seen from those who sent it.
 *
 * @param senders counts by kind of sender and format, such as {@code hospital fhir-json}
 * @param errors refusals by error number
 * @param surprises messages refused that should not have been, and the other way round: place and errors
 * @param accepted message ids by episode in the order the hub accepted them
 * @param episodes episodes played to their end
 * @param broken episodes that ended early because their first message was not accepted
 * @param took how long it took
 */
public record TrafficResult(
        SortedMap<String, SenderCounts> senders,
        SortedMap<String, Long> errors,
        List<String> surprises,
        Map<String, List<String>> accepted,
        int episodes,
        int broken,
        Duration took) {

    public SenderCounts total() {
        return senders.values().stream().reduce(SenderCounts.NONE, SenderCounts::plus);
    }
}
