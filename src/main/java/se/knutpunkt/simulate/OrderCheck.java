package se.knutpunkt.simulate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the order in which messages came against the order in which the hub accepted them. */
final class OrderCheck {

    private final Map<String, Map<String, Integer>> positions = new HashMap<>();

    OrderCheck(Map<String, List<String>> accepted) {
        accepted.forEach((episode, ids) -> {
            Map<String, Integer> places = new HashMap<>();
            ids.forEach(id -> places.putIfAbsent(id, places.size()));
            positions.put(episode, places);
        });
    }

    List<String> list(Map<String, PartyJournal> journals) {
        List<String> errors = new ArrayList<>();
        journals.forEach((system, journal) -> journal.arrivals()
                .forEach((episode, ids) -> check(system, positions.getOrDefault(episode, Map.of()), ids, errors)));
        return errors;
    }

    private static void check(String system, Map<String, Integer> places, List<String> ids, List<String> errors) {
        int latest = -1;
        for (String id : ids) {
            // a message whose place is not known was accepted from somebody else: it says nothing
            int place = places.getOrDefault(id, latest);
            if (place < latest) {
                errors.add(system + ": " + id + " came after a message accepted later");
            }
            latest = Math.max(latest, place);
        }
    }
}
