package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Retry;

/** What is kept of one message beside its status: its own row, its payload, and each delivery as the claim that sent it. Reads only. */
public final class MessageContents {
    private final Database database;
    private final Payloads payloads;

    MessageContents(Database database, Payloads payloads) {
        this.database = database;
        this.payloads = payloads;
    }

    /**
     * The row of a message, without content and person.
     *
     * @param episodeId null when none
     * @param happenedAt null when it could not be read
     * @param sentAt null when it could not be read
     * @param acceptedAt null when it was refused
     * @param mapping mapping that made it canonical; empty when it was refused before
     * @param configurationHash configuration it was handled under
     * @param wireHash hash of the bytes as received, under the sending system's key; empty for messages from before it was kept
     * @param contentKept false when the payload is no longer kept, or never was
     */
    public record MessageRow(
            UUID hubId,
            UUID episodeId,
            Instant happenedAt,
            Instant sentAt,
            Instant receivedAt,
            Instant acceptedAt,
            String systemId,
            String senderMessageId,
            String transmissionId,
            String eventCode,
            String eventVersion,
            String senderUnit,
            String senderRole,
            String format,
            String mapping,
            String traceparent,
            String configurationHash,
            String wireHash,
            boolean contentKept) {}

    /**
     * How a delivery was sent last.
     *
     * @param orderKey its lane, together with the receiving system
     * @param position place in the lane; 0 when it was alone
     * @param mapping mapping it was sent with; empty when it was never sent
     * @param sentHash hash of the bytes as sent, under the receiving system's key; empty when it was never sent
     * @param errorPlace where it failed; empty when it did not
     * @param configurationHash configuration in force when it was delivered; empty when it was not, or none is known
     */
    public record SentRow(
            UUID deliveryId,
            UUID orderKey,
            int position,
            String mapping,
            String sentHash,
            String errorPlace,
            String configurationHash) {}

    public Optional<MessageRow> findMessage(UUID hubId) {
        return database.read(
                () -> database.sql("SELECT m.*, EXISTS (SELECT FROM payload p WHERE p.hub_id = m.hub_id) AS kept"
                                + " FROM message m WHERE m.hub_id = ?")
                        .param(hubId)
                        .query((row, n) -> read(row))
                        .optional());
    }

    /**
     * What a message says, in two forms.
     *
     * @param canonical the canonical message
     * @param raw as it came over the wire; empty when it is not kept
     */
    public record Content(byte[] canonical, Optional<byte[]> raw) {}

    /** What the message says, opened; empty when it is not kept. */
    public Optional<Content> findContent(UUID hubId) {
        Optional<Payloads.Sealed> sealed =
                database.read(() -> database.sql("SELECT key_id, body, raw FROM payload WHERE hub_id = ?")
                        .param(hubId)
                        .query((row, n) -> new Payloads.Sealed(row.getInt(1), row.getBytes(2), row.getBytes(3)))
                        .optional());
        return sealed.map(found -> database.read(() -> {
            byte[] canonical = payloads.open(hubId, found.keyId(), found.body());
            return new Content(
                    canonical,
                    Optional.ofNullable(found.raw())
                            .map(raw -> payloads.openRaw(hubId, found.keyId(), canonical, raw)));
        }));
    }

    /** How the deliveries of a message were sent, its receipts' own deliveries left out. */
    public List<SentRow> listSent(UUID hubId) {
        return database.read(() -> database.sql(
                        "SELECT d.id, d.order_key, d.position, d.mapping, d.sent_hash, d.error_place,"
                                + " (SELECT c.hash FROM configuration_active c WHERE c.activated_at <= d.delivered_at"
                                + " ORDER BY c.number DESC LIMIT 1) AS configuration"
                                + " FROM delivery d WHERE d.hub_id = ? AND d.kind = 'MESSAGE'" + LookBack.NOT_BEFORE
                                + " ORDER BY d.receiver_system, d.receiver_unit, d.id")
                .params(hubId, hubId)
                .query((row, n) -> new SentRow(
                        row.getObject("id", UUID.class),
                        row.getObject("order_key", UUID.class),
                        row.getInt("position"),
                        text(row.getString("mapping")),
                        hex(row.getBytes("sent_hash")),
                        text(row.getString("error_place")),
                        text(row.getString("configuration"))))
                .list());
    }

    /** The delivery as the claim that sent it last, payload decrypted; claims nothing. */
    public Optional<Claim> findClaim(UUID deliveryId) {
        Optional<Claims.Found> found = database.read(
                () -> database.sql("SELECT " + Claims.COLUMNS + " FROM delivery d" + Claims.JOINS + " WHERE d.id = ?")
                        .param(deliveryId)
                        .query((row, n) -> Claims.read(row))
                        .optional());
        return found.filter(claim -> claim.body() != null).map(this::open);
    }

    /** The last deliveries of messages to these systems as claims, newest first; those whose content is no longer readable are left out. */
    public List<Claim> listLastSent(Collection<String> systemIds, int limit) {
        List<Claims.Found> found = database.read(() -> database.sql("SELECT " + Claims.COLUMNS
                        + " FROM (SELECT * FROM delivery WHERE receiver_system = ANY (?) AND kind = 'MESSAGE'"
                        + " ORDER BY id DESC LIMIT ?) d" + Claims.JOINS + " ORDER BY d.id DESC")
                .param(1, systemIds.toArray(String[]::new))
                .param(2, limit)
                .query((row, n) -> Claims.read(row))
                .list());
        List<Claim> opened = new ArrayList<>();
        for (Claims.Found one : found) {
            try {
                if (one.body() != null) {
                    opened.add(open(one));
                }
            } catch (HubException unreadable) {
                if (unreadable.code().retry() == Retry.LATER) {
                    throw unreadable;
                }
            }
        }
        return opened;
    }

    private Claim open(Claims.Found found) {
        return Claims.withPayload(
                found.claim(), database.read(() -> payloads.open(found.payloadId(), found.keyId(), found.body())));
    }

    private static MessageRow read(ResultSet row) throws SQLException {
        return new MessageRow(
                row.getObject("hub_id", UUID.class),
                row.getObject("episode_id", UUID.class),
                Times.read(row, "happened_at"),
                Times.read(row, "sent_at"),
                Times.read(row, "received_at"),
                Times.read(row, "accepted_at"),
                row.getString("system_id"),
                row.getString("sender_message_id"),
                row.getString("transmission_id"),
                row.getString("event_code"),
                row.getString("event_version"),
                row.getString("sender_unit"),
                row.getString("sender_role"),
                row.getString("format"),
                row.getString("mapping"),
                row.getString("traceparent"),
                row.getString("configuration_hash"),
                hex(row.getBytes("wire_hash")),
                row.getBoolean("kept"));
    }

    private static String text(String value) {
        return Objects.requireNonNullElse(value, "");
    }

    private static String hex(byte[] hash) {
        return hash == null ? "" : HexFormat.of().formatHex(hash);
    }
}
