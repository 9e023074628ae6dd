package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the hub has of a system's messages, per direction and time, and the manifests that were frozen of it. */
public final class ManifestLedger {
    private static final String SENT = "SELECT m.sender_message_id AS message_id, NULL::uuid AS delivery_id, m.hub_id,"
            + " m.event_code, coalesce(m.accepted_at, m.received_at) AS at, lower(m.state) AS state, r.level,"
            + " r.error_number, m.wire_hash AS hash, 1 AS attempts, false AS receipt"
            + " FROM message m CROSS JOIN LATERAL (SELECT"
            + " CASE WHEN bool_or(l.level = 'KVITTENS' AND l.code = 'OK') THEN 'kvittens'"
            + " WHEN bool_or(l.level = 'RECEIVED' AND l.code = 'OK') THEN 'received'"
            + " WHEN bool_or(l.level = 'ACCEPTED' AND l.code = 'OK') THEN 'accepted' ELSE '' END AS level,"
            + " coalesce(max(l.error_number) FILTER (WHERE l.level = 'ACCEPTED'), '') AS error_number"
            + " FROM receipt l WHERE l.hub_id = m.hub_id) r";

    private static final String GOT = "SELECT m.message_id::text AS message_id, d.id AS delivery_id, d.hub_id,"
            + " m.event_code, d.delivered_at AS at, lower(d.state) AS state, r.level,"
            + " coalesce(d.error_number, '') AS error_number, d.sent_hash AS hash, d.attempts, d.kind = 'RECEIPT' AS receipt"
            + " FROM delivery d JOIN message m ON m.hub_id = d.hub_id CROSS JOIN LATERAL (SELECT"
            + " CASE WHEN bool_or(l.level = 'KVITTENS' AND l.code = 'OK') THEN 'kvittens'"
            + " WHEN bool_or(l.level = 'RECEIVED' AND l.code = 'OK') THEN 'received' ELSE '' END AS level"
            + " FROM receipt l WHERE l.hub_id = d.hub_id AND l.about = d.id) r";

    // The id of a message is made when it is received; it is accepted within the hour, and the nodes' clocks differ
    // less.
    private static final String SENT_WITHIN =
            " WHERE m.system_id = ? AND m.hub_id >= uuid_at(?::timestamptz - interval '1 hour')"
                    + " AND m.hub_id < uuid_at(?::timestamptz + interval '1 hour')"
                    + " AND coalesce(m.accepted_at, m.received_at) >= ? AND coalesce(m.accepted_at, m.received_at) < ?"
                    + " AND m.sender_message_id <> '' ORDER BY at, m.hub_id LIMIT ?";

    private static final String GOT_WITHIN =
            " WHERE d.receiver_system = ? AND d.kind = 'MESSAGE' AND d.state = 'DELIVERED'"
                    + " AND d.delivered_at >= ? AND d.delivered_at < ? ORDER BY at, d.id LIMIT ?";

    private static final String SENT_NAMED =
            " JOIN idempotency i ON i.hub_id = m.hub_id WHERE i.key = ANY (?) AND m.system_id = ?";

    private static final String GOT_NAMED = " WHERE d.receiver_system = ? AND (d.id = ANY (?) OR d.hub_id IN"
            + " (SELECT n.hub_id FROM message n WHERE n.message_id = ANY (?)))";

    // A receipt's own id is no key; those of a few days lie together.
    private static final String RECEIPT_NAMED = " WHERE d.receiver_system = ? AND d.kind = 'RECEIPT'"
            + " AND d.delivered_at >= ? AND d.delivered_at < ? AND d.receipt_id = ANY (?)";

    private final Database database;

    ManifestLedger(Database database) {
        this.database = database;
    }

    /** What was accepted or refused, or was delivered, from {@code from} to before {@code to}, in order of time; at most {@code limit}. */
    public List<ManifestEntry> list(String systemId, Direction direction, Instant from, Instant to, int limit) {
        Object start = Times.at(from);
        Object end = Times.at(to);
        return database.read(() -> direction == Direction.SENT
                ? query(SENT + SENT_WITHIN, systemId, start, end, start, end, limit)
                : query(GOT + GOT_WITHIN, systemId, start, end, limit));
    }

    /** What the hub has under these ids at any time: the sender's message ids for what was sent, message or delivery ids for what was got. */
    public List<ManifestEntry> find(String systemId, Direction direction, Collection<String> ids) {
        if (direction == Direction.SENT) {
            UUID[] keys = ids.stream()
                    .map(id -> IdempotencyKeys.ofMessage(systemId, id))
                    .toArray(UUID[]::new);
            return database.read(() -> query(SENT + SENT_NAMED, keys, systemId));
        }
        UUID[] named = uuids(ids);
        return database.read(() -> query(GOT + GOT_NAMED, systemId, named, named));
    }

    /** Which of these ids name receipts that were delivered in the time given; receipts are in no manifest. */
    public List<String> findReceipts(String systemId, Collection<String> ids, Instant from, Instant to) {
        return database.read(() -> database.sql("SELECT d.receipt_id::text FROM delivery d" + RECEIPT_NAMED)
                .param(1, systemId)
                .param(2, Times.at(from))
                .param(3, Times.at(to))
                .param(4, uuids(ids))
                .query(String.class)
                .list());
    }

    /** Messages of the day that were acknowledged and of which nothing was kept; their ids are not known. */
    public long countNowhere(String systemId, LocalDate day) {
        return database.read(() -> database.sql(
                        "SELECT coalesce(sum(messages), 0) FROM nowhere_count WHERE day = ? AND system_id = ?")
                .params(day, systemId)
                .query(Long.class)
                .single());
    }

    /**
     * Remembers what a system that fetches was shown last, until it acknowledges.
     *
     * @param hashes {@link se.knutpunkt.crypto.KeyedHasher#hashWire} of the bytes by delivery
     */
    public void recordShown(String systemId, Map<UUID, String> hashes) {
        if (hashes.isEmpty()) {
            return;
        }
        UUID[] ids = hashes.keySet().toArray(UUID[]::new);
        byte[][] values =
                Arrays.stream(ids).map(hashes::get).map(HashText::toBytes).toArray(byte[][]::new);
        database.read(() -> database.sql("UPDATE delivery d SET sent_hash = w.hash"
                        + " FROM unnest(?::uuid[], ?::bytea[]) AS w(id, hash)"
                        + " WHERE d.id = w.id AND d.receiver_system = ?")
                .param(1, ids)
                .param(2, values)
                .param(3, systemId)
                .update());
    }

    /** Freezes a day; what is frozen already stays. */
    public void freeze(String systemId, LocalDate day, Direction direction, FrozenManifest manifest) {
        database.read(() -> database.sql("INSERT INTO manifest (system_id, day, direction, entries, digest, content)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                .params(
                        systemId,
                        day,
                        direction.name(),
                        manifest.entries(),
                        HashText.toBytes(manifest.digest()),
                        manifest.content())
                .update());
    }

    public Optional<FrozenManifest> findFrozen(String systemId, LocalDate day, Direction direction) {
        return database.read(() -> database.sql("SELECT frozen_at, entries, digest, content FROM manifest"
                        + " WHERE system_id = ? AND day = ? AND direction = ?")
                .params(systemId, day, direction.name())
                .query((row, n) -> new FrozenManifest(
                        Times.read(row, "frozen_at"),
                        row.getInt("entries"),
                        HexFormat.of().formatHex(row.getBytes("digest")),
                        row.getBytes("content")))
                .optional());
    }

    /** Names of the manifests frozen of these days, as {@code system day direction}. */
    public List<String> listFrozen(LocalDate from, LocalDate to) {
        return database.read(() -> database.sql("SELECT system_id || ' ' || day || ' ' || lower(direction)"
                        + " FROM manifest WHERE day >= ? AND day <= ?")
                .params(from, to)
                .query(String.class)
                .list());
    }

    private List<ManifestEntry> query(String sql, Object... parameters) {
        JdbcClient.StatementSpec statement = database.sql(sql);
        for (int i = 0; i < parameters.length; i++) {
            // by number: an array is one parameter, not many
            statement = statement.param(i + 1, parameters[i]);
        }
        return statement.query((row, n) -> read(row)).list();
    }

    private static ManifestEntry read(ResultSet row) throws SQLException {
        byte[] hash = row.getBytes("hash");
        return new ManifestEntry(
                row.getString("message_id"),
                row.getObject("delivery_id", UUID.class),
                row.getObject("hub_id", UUID.class),
                row.getString("event_code"),
                Times.read(row, "at"),
                row.getString("state").toLowerCase(Locale.ROOT),
                row.getString("level"),
                row.getString("error_number"),
                hash == null ? "" : HexFormat.of().formatHex(hash),
                row.getInt("attempts"),
                row.getBoolean("receipt"));
    }

    /** Those that are ids of the hub's kind; others name nothing. */
    private static UUID[] uuids(Collection<String> ids) {
        return ids.stream()
                .filter(id -> id.length() == 36)
                .map(ManifestLedger::uuid)
                .flatMap(Optional::stream)
                .toArray(UUID[]::new);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}
