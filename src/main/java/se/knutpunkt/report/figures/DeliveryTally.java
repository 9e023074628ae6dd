package se.knutpunkt.report.figures;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Deliveries by how many tenths of a second they took; exact, and the sum of any parts. */
final class DeliveryTally {

    private final TreeMap<Integer, Long> byTenths = new TreeMap<>();
    private long delivered;
    private long undelivered;

    /** @param tenths null for what was not delivered */
    void add(Integer tenths, long count) {
        if (tenths == null) {
            undelivered += count;
        } else {
            delivered += count;
            byTenths.merge(tenths, count, Long::sum);
        }
    }

    long delivered() {
        return delivered;
    }

    long undelivered() {
        return undelivered;
    }

    long all() {
        return delivered + undelivered;
    }

    /** Those that took longer than so many tenths. */
    long countAbove(int tenths) {
        return byTenths.tailMap(tenths, false).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The nearest rank: the time within which at least so many per cent came; empty when none was delivered. */
    OptionalInt percentile(int percent) {
        long rank = (delivered * percent + 99) / 100;
        long seen = 0;
        for (Map.Entry<Integer, Long> entry : byTenths.entrySet()) {
            seen += entry.getValue();
            if (seen >= rank) {
                return OptionalInt.of(entry.getKey());
            }
        }
        return OptionalInt.empty();
    }
}
