package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.EpisodeHead;

/** Finds and writes the head rows of episodes; {@link IntakeBeginning} locks them. */
final class Episodes {
    private static final String UPDATE =
            "UPDATE episode SET last_accepted_at = ?, state = ?, ended = ?, person_hash = ?, head = ? WHERE id = ?";
    private static final String INSERT =
            "INSERT INTO episode (last_accepted_at, state, ended, person_hash, head, id) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String INSERT_ALIAS =
            "INSERT INTO episode_alias (assigner, visit_number, episode_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";

    private final Database database;

    Episodes(Database database) {
        this.database = database;
    }

    /**
     * An episode held by this transaction.
     *
     * @param stored false when there is no row yet
     * @param lastAcceptedAt accept time of its last message; null when there is none
     */
    record Locked(EpisodeHead head, boolean stored, Instant lastAcceptedAt) {}

    void write(StatementBatch batch, EpisodeHead next, EpisodeKey key, Locked before, Instant acceptedAt) {
        byte[] person = HashText.toBytes(next.personHash());
        String head = LedgerJson.write(next);
        batch.add(
                before.stored() ? UPDATE : INSERT,
                Times.at(acceptedAt),
                next.state().code(),
                next.state().hasEnded(),
                person,
                head,
                next.id());
        if (hasAlias(key)) {
            batch.add(INSERT_ALIAS, key.assigner(), key.visitNumber(), next.id());
        }
    }

    Optional<UUID> findOpen(String assigner, String visitNumber) {
        return database.sql("SELECT e.id FROM episode_alias a JOIN episode e ON e.id = a.episode_id"
                        + " WHERE a.assigner = ? AND a.visit_number = ? AND NOT e.ended")
                .params(assigner, visitNumber)
                .query(UUID.class)
                .optional();
    }

    /** By an index of open episodes alone, so that what concerns nobody costs one short read. */
    List<EpisodeHead> listOpen(Collection<String> personHashes) {
        return database.sql("SELECT head FROM episode WHERE person_hash = ANY (?) AND NOT ended ORDER BY id")
                .param(1, personHashes.stream().map(HashText::toBytes).toArray(byte[][]::new))
                .query((row, n) -> LedgerJson.read(row.getString(1), EpisodeHead.class))
                .list();
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

    private static boolean hasAlias(EpisodeKey key) {
        return !key.visitNumber().isEmpty();
    }
}
