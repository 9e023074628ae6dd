package se.knutpunkt.crash;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.codec.Format;

/**
 * What the hub has promised, as the senders have it in writing: each message with a positive receipt, and the units the receipt says it
 * goes to. Held against what the receivers have. Safe for threads.
 */
final class Promises {

    private final Receivers receivers;
    private final Map<String, Map<String, Integer>> open = new LinkedHashMap<>();
    private final Map<String, List<String>> inOrder = new HashMap<>();
    private final Map<Format, Integer> accepted = new TreeMap<>();
    private final Map<String, Integer> problems = new TreeMap<>();

    Promises(Receivers receivers) {
        this.receivers = receivers;
    }

    /**
     * A positive receipt.
     *
     * @param messageId the id by which its receivers know it
     * @param episodeId its episode; empty when it has none
     * @param units whom it goes to; a unit as many times as it gets it, which is once per role
     */
    synchronized void accept(Format format, String messageId, String episodeId, List<String> units) {
        accepted.merge(format, 1, Integer::sum);
        Map<String, Integer> roles = new TreeMap<>();
        units.forEach(unit -> roles.merge(unit, 1, Integer::sum));
        open.put(messageId, roles);
        if (!episodeId.isEmpty()) {
            inOrder.computeIfAbsent(episodeId, id -> new ArrayList<>()).add(messageId);
        }
    }

    /** Something that should not be, such as a refusal nobody asked for. */
    synchronized void note(String problem) {
        problems.merge(problem, 1, Integer::sum);
    }

    /** Messages that have a positive receipt and have not come to all their receivers. */
    synchronized int countInFlight() {
        open.entrySet().removeIf(message -> {
            message.getValue().entrySet().removeIf(unit -> hasCome(message.getKey(), unit.getKey(), unit.getValue()));
            return message.getValue().isEmpty();
        });
        return open.size();
    }

    /** What of it has not come: message and unit. */
    synchronized List<String> listMissing() {
        List<String> missing = new ArrayList<>();
        open.forEach((message, units) -> units.forEach((unit, roles) -> {
            if (!hasCome(message, unit, roles)) {
                missing.add(message + " for " + unit);
            }
        }));
        return missing;
    }

    private boolean hasCome(String messageId, String unit, int roles) {
        return receivers.countRoles(messageId, unit) >= roles;
    }

    synchronized Map<String, List<String>> inOrder() {
        Map<String, List<String>> copy = new HashMap<>();
        inOrder.forEach((episode, ids) -> copy.put(episode, List.copyOf(ids)));
        return copy;
    }

    synchronized int countAccepted() {
        return accepted.values().stream().mapToInt(Integer::intValue).sum();
    }

    synchronized int countAccepted(Format format) {
        return accepted.getOrDefault(format, 0);
    }

    synchronized Map<String, Integer> problems() {
        return new TreeMap<>(problems);
    }
}
