package se.knutpunkt.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The keys (system, message id) and (system, transmission id): who comes first takes it, who comes at the same time waits. */
final class IdempotencyKeys {
    private final Database database;

    IdempotencyKeys(Database database) {
        this.database = database;
    }

    /** Whose key it is already. */
    record Holder(UUID hubId, byte[] contentHash) {
        boolean hasContent(String hash) {
            return MessageDigest.isEqual(contentHash, HashText.toBytes(hash));
        }
    }

    static UUID ofMessage(String systemId, String senderMessageId) {
        return hash("message", systemId, senderMessageId);
    }

    static UUID ofTransmission(String systemId, String transmissionId) {
        return hash("transmission", systemId, transmissionId);
    }

    /**
     * Takes the key in the transaction under way; empty when it was free or no longer remembered, else who holds it. Waits for
     * another transaction that is taking it, and then sees what that one committed.
     */
    Optional<Holder> take(UUID key, UUID hubId, String contentHash, int days) {
        return database.sql("SELECT hub_id, content_hash FROM take_key(?, ?, ?, ?)")
                .params(key, hubId, days, HashText.toBytes(contentHash))
                .query((row, n) -> new Holder(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional();
    }

    Optional<Holder> find(UUID key) {
        return database.sql(
                        "SELECT hub_id, content_hash FROM idempotency WHERE key = ? AND remembered_to >= clock_timestamp()")
                .param(key)
                .query((row, n) -> new Holder(row.getObject(1, UUID.class), row.getBytes(2)))
                .optional();
    }

    /** Gives up what {@code hubId} has taken, for an outcome that must be decided afresh when the sender tries again. */
    void giveUp(UUID key, UUID hubId) {
        database.sql("DELETE FROM idempotency WHERE key = ? AND hub_id = ?")
                .params(key, hubId)
                .update();
    }

    private static UUID hash(String kind, String systemId, String id) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((kind + "\0" + systemId + "\0" + id).getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.wrap(digest);
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new HubException(ErrorCode.INTERNAL, "SHA-256", "", e);
        }
    }
}
