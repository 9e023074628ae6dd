package se.knutpunkt.deliver;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The deliveries this node has in hand, so that claims whose answer was lost on the way from the database can be given back. */
public final class UnderWay {

    private final Set<UUID> deliveries = ConcurrentHashMap.newKeySet();

    void begin(UUID deliveryId) {
        deliveries.add(deliveryId);
    }

    void end(UUID deliveryId) {
        deliveries.remove(deliveryId);
    }

    Set<UUID> list() {
        return Set.copyOf(deliveries);
    }
}
