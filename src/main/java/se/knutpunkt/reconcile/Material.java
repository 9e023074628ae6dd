package se.knutpunkt.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.ManifestEntry;

/**
 * All that a comparison looks at.
 *
 * @param direction which way
 * @param day the day
 * @param hub what the hub has of the day
 * @param party what the system says of it
 * @param elsewhere what the hub has, at any other time, of what the system says
 * @param receipts ids the system says that name receipts and no messages
 * @param before what the system says of the day before
 * @param after what the system says of the day after
 * @param nowhere how many messages of the day the hub has acknowledged without keeping anything of them
 * @param margin how far from midnight the two may date a message differently
 */
record Material(
        Direction direction,
        ManifestDay day,
        List<ManifestEntry> hub,
        List<PartyLine> party,
        List<ManifestEntry> elsewhere,
        Set<String> receipts,
        Neighbour before,
        Neighbour after,
        long nowhere,
        Duration margin) {

    /**
     * The list of a neighbouring day.
     *
     * @param known false when the system has given none yet
     * @param ids its message and delivery ids
     */
    record Neighbour(boolean known, Set<String> ids) {
        static final Neighbour UNKNOWN = new Neighbour(false, Set.of());
    }

    boolean isListedNextDoor(ManifestEntry entry) {
        return listed(before, entry) || listed(after, entry);
    }

    /** True when the entry is so near midnight that a list still to come may hold it. */
    boolean mayBeListedNextDoor(ManifestEntry entry) {
        Instant at = entry.at();
        return !before.known() && at.isBefore(day.from().plus(margin))
                || !after.known() && !at.isBefore(day.to().minus(margin));
    }

    private static boolean listed(Neighbour list, ManifestEntry entry) {
        return list.ids().contains(entry.messageId())
                || entry.deliveryId() != null
                        && list.ids().contains(entry.deliveryId().toString());
    }
}
