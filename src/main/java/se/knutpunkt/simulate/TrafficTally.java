package se.knutpunkt.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import se.knutpunkt.simulate.SendResult.Outcome;

/** Counts the answers while the traffic is played. Safe for threads. */
final class TrafficTally {

    private final SortedMap<String, SenderCounts> senders = new TreeMap<>();
    private final SortedMap<String, Long> errors = new TreeMap<>();
    private final List<String> surprises = new ArrayList<>();
    private final Map<String, List<String>> accepted = new TreeMap<>();
    private int episodes;
    private int broken;

    synchronized void count(PlannedMessage message, SendResult result, String episodeId) {
        Outcome outcome =
                message.isStream() && result.outcome() == Outcome.ACCEPTED ? Outcome.NOWHERE : result.outcome();
        senders.merge(
                message.sender() + " " + message.format().code(), SenderCounts.NONE.plus(outcome), SenderCounts::plus);
        if (outcome == Outcome.REFUSED) {
            List<String> numbers = result.errors().isEmpty() ? List.of("-") : result.errors();
            numbers.forEach(number -> errors.merge(number, 1L, Long::sum));
        }
        if (outcome == Outcome.ACCEPTED && !episodeId.isEmpty()) {
            accepted.computeIfAbsent(episodeId, id -> new ArrayList<>()).add(message.messageId());
        }
        if (message.wrong() != (outcome == Outcome.REFUSED) && outcome != Outcome.NOWHERE) {
            surprises.add(message.place() + " (" + message.format().code() + "): " + outcome + " " + result.errors());
        }
    }

    synchronized void end(boolean early) {
        if (early) {
            broken++;
        } else {
            episodes++;
        }
    }

    synchronized TrafficResult result(Duration took) {
        return new TrafficResult(senders, errors, List.copyOf(surprises), accepted, episodes, broken, took);
    }
}
