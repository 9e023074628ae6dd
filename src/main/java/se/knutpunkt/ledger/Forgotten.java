package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What a restored ledger must take for a possible duplicate although it is new to it. A restore needs the hub stopped, so this is read
 * once at the start and costs the message path nothing.
 */
final class Forgotten {
    private final Set<UUID> keys;
    private final Instant lastRestore;

    private Forgotten(Set<UUID> keys, Instant lastRestore) {
        this.keys = keys;
        this.lastRestore = lastRestore;
    }

    static Forgotten read(Database database) {
        return database.read(() -> {
            List<Instant> restores = database.sql(
                            "SELECT restored_at FROM restoration ORDER BY restored_at DESC LIMIT 1")
                    .query((row, n) -> Times.read(row, "restored_at"))
                    .list();
            return restores.isEmpty()
                    ? new Forgotten(Set.of(), null)
                    : new Forgotten(
                            new HashSet<>(database.sql("SELECT key FROM forgotten")
                                    .query(UUID.class)
                                    .list()),
                            restores.get(0));
        });
    }

    /**
     * Whether the message may have been accepted and delivered in the time that was lost: it is one of those known to be lost, or its
     * sender wrote it before the restore, and the end of the lost time is not known.
     */
    boolean mayHaveBeenDelivered(IntakeDraft draft) {
        return lastRestore != null
                && ((draft.sentAt() != null && draft.sentAt().isBefore(lastRestore))
                        || keys.contains(IdempotencyKeys.ofMessage(draft.systemId(), draft.senderMessageId())));
    }
}
