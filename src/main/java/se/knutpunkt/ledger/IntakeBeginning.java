package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Role;

/** The first half of the intake transaction, in one call to the database: keys, reference, and the lock on the episode. */
final class IntakeBeginning {
    private static final String BEGIN = "SELECT * FROM begin_intake(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;
    private final Ids ids;

    IntakeBeginning(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * What is known once the episode is locked.
     *
     * @param holder who has the message id already; nothing else was done then
     * @param transmissionTaken whether the transmission id was used before; nothing else was done then
     * @param reference the accepted message referred to, if it was found
     * @param episode the episode, locked
     * @param acceptTime the database's clock under the lock, moved on where needed so that accept times of an episode never go back or
     *     meet
     */
    record Begun(
            Optional<IdempotencyKeys.Holder> holder,
            boolean transmissionTaken,
            Optional<ReferencedMessage> reference,
            Episodes.Locked episode,
            Instant acceptTime) {}

    Begun begin(IntakeDraft draft) {
        EpisodeKey key = draft.episode();
        return database.sql(BEGIN)
                .param(1, IdempotencyKeys.ofMessage(draft.systemId(), draft.senderMessageId()))
                .param(
                        2,
                        draft.transmissionId().isEmpty()
                                ? null
                                : IdempotencyKeys.ofTransmission(draft.systemId(), draft.transmissionId()))
                .param(3, draft.hubId())
                .param(4, draft.duplicateWindowDays())
                .param(5, HashText.toBytes(draft.contentHash()))
                .param(6, draft.reference())
                .param(7, key.id())
                .param(8, key.assigner())
                .param(9, key.visitNumber())
                .param(10, key.mayCreate())
                .query((row, n) -> read(row, key))
                .single();
    }

    private Begun read(ResultSet row, EpisodeKey key) throws SQLException {
        UUID holder = row.getObject("holder", UUID.class);
        boolean transmissionTaken = row.getBoolean("transmission_taken");
        if (holder != null || transmissionTaken) {
            Optional<IdempotencyKeys.Holder> known = holder == null
                    ? Optional.empty()
                    : Optional.of(new IdempotencyKeys.Holder(holder, row.getBytes("holder_hash")));
            return new Begun(known, transmissionTaken, Optional.empty(), null, null);
        }
        Episodes.Locked episode = readEpisode(row, key);
        Instant now = Times.read(row, "locked_at");
        Instant last = episode.lastAcceptedAt();
        return new Begun(
                Optional.empty(),
                false,
                readReference(row),
                episode,
                last != null && !now.isAfter(last) ? last.plusNanos(1_000) : now);
    }

    private Episodes.Locked readEpisode(ResultSet row, EpisodeKey key) throws SQLException {
        String head = row.getString("head");
        return head == null
                ? new Episodes.Locked(EpisodeHead.fresh(key.id() == null ? ids.next() : key.id()), false, null)
                : new Episodes.Locked(
                        LedgerJson.read(head, EpisodeHead.class), true, Times.read(row, "last_accepted_at"));
    }

    private static Optional<ReferencedMessage> readReference(ResultSet row) throws SQLException {
        UUID messageId = row.getObject("reference_id", UUID.class);
        if (messageId == null) {
            return Optional.empty();
        }
        return Optional.of(new ReferencedMessage(
                messageId,
                row.getString("reference_event"),
                row.getObject("reference_episode", UUID.class),
                HsaId.of(row.getString("reference_unit")),
                Role.findByCode(row.getString("reference_role")).orElseThrow(),
                row.getString("reference_system"),
                LedgerJson.read(row.getString("reference_answer"), Answer.class).receivers()));
    }
}
