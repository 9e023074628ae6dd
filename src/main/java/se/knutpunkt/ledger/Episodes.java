package se.knutpunkt.ledger;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.Ids;

/** Finds, locks and writes the head rows of episodes inside the intake transaction. */
final class Episodes {
    private static final String FIND_ALIAS =
            "SELECT episode_id FROM episode_alias WHERE assigner = ? AND visit_number = ?";

    private final Database database;
    private final Ids ids;

    Episodes(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * An episode held by this transaction.
     *
     * @param stored false when there is no row yet
     * @param lastAcceptedAt accept time of its last message; null when there is none
     */
    record Locked(EpisodeHead head, boolean stored, Instant lastAcceptedAt) {}

    /**
     * Locks the episode a message belongs to: by its own id, else by the sender's visit number, else by the message referred to. Two
     * that would begin the same episode wait for each other on a lock of its name; the alias is always locked before the id.
     */
    Locked lock(EpisodeKey key, Optional<UUID> ofReference) {
        Optional<Locked> known = lockKnown(key, ofReference);
        if (known.isPresent()) {
            return known.get();
        }
        if (key.mayCreate()) {
            if (hasAlias(key)) {
                lockName("alias " + key.assigner() + " " + key.visitNumber());
            }
            if (key.id() != null) {
                lockName("episode " + key.id());
            }
            known = lockKnown(key, ofReference);
        }
        return known.orElseGet(
                () -> new Locked(EpisodeHead.fresh(key.id() == null ? ids.next() : key.id()), false, null));
    }

    void write(EpisodeHead next, EpisodeKey key, Locked before, Instant acceptedAt) {
        byte[] person = HashText.toBytes(next.personHash());
        String head = LedgerJson.write(next);
        if (before.stored()) {
            database.sql(
                            "UPDATE episode SET last_accepted_at = ?, state = ?, ended = ?, person_hash = ?, head = ? WHERE id = ?")
                    .params(
                            Times.at(acceptedAt),
                            next.state().code(),
                            next.state().hasEnded(),
                            person,
                            head,
                            next.id())
                    .update();
        } else {
            database.sql(
                            "INSERT INTO episode (last_accepted_at, state, ended, person_hash, head, id) VALUES (?, ?, ?, ?, ?, ?)")
                    .params(
                            Times.at(acceptedAt),
                            next.state().code(),
                            next.state().hasEnded(),
                            person,
                            head,
                            next.id())
                    .update();
        }
        if (hasAlias(key)) {
            database.sql(
                            "INSERT INTO episode_alias (assigner, visit_number, episode_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(key.assigner(), key.visitNumber(), next.id())
                    .update();
        }
    }

    Optional<UUID> findOpen(String assigner, String visitNumber) {
        return database.sql("SELECT e.id FROM episode_alias a JOIN episode e ON e.id = a.episode_id"
                        + " WHERE a.assigner = ? AND a.visit_number = ? AND NOT e.ended")
                .params(assigner, visitNumber)
                .query(UUID.class)
                .optional();
    }

    boolean isOpen(EpisodeKey key) {
        boolean byId = key.id() != null
                && database.sql("SELECT EXISTS (SELECT 1 FROM episode WHERE id = ? AND NOT ended)")
                        .param(key.id())
                        .query(Boolean.class)
                        .single();
        return byId
                || hasAlias(key) && findOpen(key.assigner(), key.visitNumber()).isPresent();
    }

    private Optional<Locked> lockKnown(EpisodeKey key, Optional<UUID> ofReference) {
        Optional<Locked> found = key.id() == null ? Optional.empty() : lockRow(key.id());
        if (found.isEmpty() && hasAlias(key)) {
            found = database.sql(FIND_ALIAS)
                    .params(key.assigner(), key.visitNumber())
                    .query(UUID.class)
                    .optional()
                    .flatMap(this::lockRow);
        }
        if (found.isEmpty() && key.id() == null) {
            found = ofReference.flatMap(this::lockRow);
        }
        return found;
    }

    private Optional<Locked> lockRow(UUID id) {
        return database.sql("SELECT head, last_accepted_at FROM episode WHERE id = ? FOR UPDATE")
                .param(id)
                .query((row, n) -> new Locked(
                        LedgerJson.read(row.getString(1), EpisodeHead.class),
                        true,
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional();
    }

    private void lockName(String name) {
        database.sql("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))")
                .param(name)
                .query((row, n) -> name)
                .single();
    }

    private static boolean hasAlias(EpisodeKey key) {
        return !key.visitNumber().isEmpty();
    }
}
