package se.knutpunkt.ledger;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;

/** What lanes are to be, in a few lines without a database: the ledger is held against it. */
final class LaneModel {
    private final Map<String, List<Waiting>> lanes = new LinkedHashMap<>();
    private final Map<UUID, Waiting> all = new LinkedHashMap<>();

    /** One delivery. */
    static final class Waiting {
        final UUID id;
        final String lane;
        DeliveryState state = DeliveryState.READY;
        int attempts;
        boolean marked;

        private Waiting(UUID id, String lane) {
            this.id = id;
            this.lane = lane;
        }
    }

    void accept(UUID id, String lane) {
        Waiting waiting = new Waiting(id, lane);
        lanes.computeIfAbsent(lane, key -> new ArrayList<>()).add(waiting);
        all.put(id, waiting);
    }

    boolean mayBeClaimed(Waiting waiting) {
        return waiting.state == DeliveryState.READY && isFirst(waiting);
    }

    /** Whoever comes next in the lane when this one is through. */
    Optional<UUID> findNext(Waiting waiting) {
        return lanes.get(waiting.lane).stream()
                .filter(other -> other != waiting && other.state != DeliveryState.DELIVERED)
                .findFirst()
                .map(next -> next.id);
    }

    Waiting get(UUID id) {
        return all.get(id);
    }

    List<Waiting> list(DeliveryState state) {
        return all.values().stream().filter(waiting -> waiting.state == state).toList();
    }

    List<Waiting> listOpen() {
        return all.values().stream()
                .filter(waiting -> waiting.state != DeliveryState.DELIVERED)
                .toList();
    }

    private boolean isFirst(Waiting waiting) {
        return lanes.get(waiting.lane).stream()
                .filter(other -> other.state != DeliveryState.DELIVERED)
                .findFirst()
                .filter(first -> first == waiting)
                .isPresent();
    }
}
