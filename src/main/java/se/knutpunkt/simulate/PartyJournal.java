package se.knutpunkt.simulate;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one party received: tells a new message from one that comes again, and notices when an episode's messages come in
 * another order than they were sent. Safe for threads.
 */
final class PartyJournal {

    private final Set<String> seen = new HashSet<>();
    private final Set<String> seenReceipts = new HashSet<>();
    private final Map<String, Integer> perUnit = new HashMap<>();
    private final Map<String, List<String>> arrivals = new HashMap<>();
    private final Map<String, OffsetDateTime> latest = new HashMap<>();
    private PartyCounts counts = PartyCounts.NONE;

    synchronized void receive(ReceivedMessage message) {
        if (message.receipt()) {
            counts = counts.plus(
                    seenReceipts.add(message.messageId()) ? new PartyCounts(0, 0, 0, 0, 1, 0, 0) : again(message));
            return;
        }
        if (!seen.add(message.messageId() + message.receivers())) {
            counts = counts.plus(again(message));
            return;
        }
        message.receivers()
                .forEach(
                        receiver -> perUnit.merge(message.messageId() + " " + receiver.split(" ")[0], 1, Integer::sum));
        long outOfOrder = 0;
        if (!message.episodeId().isEmpty()) {
            arrivals.computeIfAbsent(message.episodeId(), episode -> new ArrayList<>())
                    .add(message.messageId());
            outOfOrder = sentBeforeTheLatest(message) ? 1 : 0;
        }
        counts = counts.plus(new PartyCounts(1, 0, 0, outOfOrder, 0, 0, 0));
    }

    private static PartyCounts again(ReceivedMessage message) {
        return message.possibleDuplicate()
                ? new PartyCounts(0, 0, 1, 0, 0, 0, 0)
                : new PartyCounts(0, 1, 0, 0, 0, 0, 0);
    }

    synchronized void refuse() {
        counts = counts.plus(new PartyCounts(0, 0, 0, 0, 0, 1, 0));
    }

    synchronized void fail() {
        counts = counts.plus(new PartyCounts(0, 0, 0, 0, 0, 0, 1));
    }

    synchronized PartyCounts counts() {
        return counts;
    }

    /** True when a message with this id has come, for any of the system's units. */
    synchronized boolean has(String messageId) {
        return arrivals.values().stream().anyMatch(ids -> ids.contains(messageId))
                || seen.stream().anyMatch(key -> key.startsWith(messageId));
    }

    /** In how many roles the message has come for this unit of the system. */
    synchronized int countRoles(String messageId, String unit) {
        return perUnit.getOrDefault(messageId + " " + unit, 0);
    }

    /** Message ids by episode in the order they came first. */
    synchronized Map<String, List<String>> arrivals() {
        Map<String, List<String>> copy = new HashMap<>();
        arrivals.forEach((episode, ids) -> copy.put(episode, List.copyOf(ids)));
        return copy;
    }

    private boolean sentBeforeTheLatest(ReceivedMessage message) {
        OffsetDateTime sent;
        try {
            // HL7 v2 says it to the second, so that nothing finer can be compared
            sent = OffsetDateTime.parse(message.sentAt()).truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeParseException notATime) {
            return false;
        }
        OffsetDateTime before = latest.get(message.episodeId());
        if (before != null && sent.isBefore(before)) {
            return true;
        }
        latest.put(message.episodeId(), sent);
        return false;
    }
}
