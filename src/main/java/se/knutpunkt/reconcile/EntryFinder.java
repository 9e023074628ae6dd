package se.knutpunkt.reconcile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.ManifestEntry;

/** Finds what the hub has under the ids of a line: the day's entries first, then those of other days. */
final class EntryFinder {

    private final Map<String, List<ManifestEntry>> byMessage = new HashMap<>();
    private final Map<UUID, ManifestEntry> byDelivery = new HashMap<>();
    private final Set<UUID> known = new HashSet<>();
    private final Set<ManifestEntry> elsewhere = new HashSet<>();
    private final boolean got;

    EntryFinder(Material material) {
        got = material.direction() == Direction.GOT;
        material.hub().forEach(this::add);
        // A day's entry may also be among those found by its id.
        material.elsewhere().stream().filter(this::add).forEach(elsewhere::add);
    }

    private boolean add(ManifestEntry entry) {
        if (!known.add(entry.deliveryId() == null ? entry.hubId() : entry.deliveryId())) {
            return false;
        }
        byMessage
                .computeIfAbsent(messageKey(entry.messageId()), id -> new ArrayList<>())
                .add(entry);
        if (entry.deliveryId() != null) {
            byDelivery.put(entry.deliveryId(), entry);
        }
        return true;
    }

    /** Lines with the same key speak of the same message. */
    static String key(PartyLine line) {
        return line.delivery().isEmpty() ? line.id() : line.delivery();
    }

    /** With a delivery id only that delivery; a message to two units of one system is two deliveries under one message id. */
    List<ManifestEntry> find(PartyLine line) {
        if (got && !line.delivery().isEmpty()) {
            ManifestEntry entry = byDelivery.get(UUID.fromString(line.delivery()));
            return entry == null ? List.of() : List.of(entry);
        }
        return byMessage.getOrDefault(messageKey(line.id()), List.of());
    }

    boolean isElsewhere(ManifestEntry entry) {
        return elsewhere.contains(entry);
    }

    /** The hub's own ids are UUIDs, which some write in capitals; a sender's ids are taken as they are. */
    private String messageKey(String id) {
        return got ? id.toLowerCase(Locale.ROOT) : id;
    }
}
