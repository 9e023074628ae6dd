package se.knutpunkt.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.ReceiptCode;
import se.knutpunkt.message.ReceiptLevel;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/** Claims deliveries, and reads them with what they carry. */
final class Claims {
    /** To follow a {@code FROM} whose rows of {@code delivery} are named d; outer joins, so that none of them is dropped. */
    static final String COLUMNS =
            "d.id, d.claim_number, d.kind, d.hub_id, d.receipt_id, d.receiver_system, d.receiver_party,"
                    + " d.receiver_unit, d.receiver_role, d.sections, d.attempts, d.possible_duplicate, d.origin_id, d.revision, m.message_id, m.event_code,"
                    + " m.event_version, m.episode_id, m.accepted_at, m.configuration_hash, m.traceparent, p.hub_id AS payload_id, p.key_id, p.body,"
                    + " r.level AS receipt_level, r.code AS receipt_code, r.error_number AS receipt_error, r.unit AS receipt_unit,"
                    + " r.about AS receipt_about, r.at AS receipt_at,"
                    + " (SELECT a.receiver_role FROM delivery a WHERE a.id = r.about) AS receipt_role";

    static final String JOINS = " LEFT JOIN message m ON m.hub_id = d.hub_id"
            + " LEFT JOIN payload p ON p.hub_id = coalesce(d.payload_id, d.hub_id) AND d.kind = 'MESSAGE'"
            + " LEFT JOIN receipt r ON r.hub_id = d.hub_id AND r.id = d.receipt_id";

    private final Database database;
    private final Payloads payloads;
    private final NodeLedger node;

    Claims(Database database, Payloads payloads, NodeLedger node) {
        this.database = database;
        this.payloads = payloads;
        this.node = node;
    }

    /**
     * A delivery whose payload is still sealed.
     *
     * @param claim all but the payload
     * @param payloadId what the payload is sealed for: the message, or a revision of it; null when it is gone
     * @param keyId data key of the payload; zero when there is none
     * @param body the sealed payload; null when it is gone
     * @param receipt the receipt it carries; null for a message, or when it is gone
     */
    record Found(Claim claim, UUID payloadId, int keyId, byte[] body, ReceiptRow receipt) {
        UUID deliveryId() {
            return claim.deliveryId();
        }
    }

    Optional<Found> claim(UUID deliveryId) {
        return database.sql("SELECT " + COLUMNS + " FROM claim_delivery(?, ?, ?) d" + JOINS)
                .param(1, deliveryId)
                .param(2, node.nodeId())
                .param(3, StateChanges.statesBefore(DeliveryState.SENDING))
                .query((row, n) -> read(row))
                .optional();
    }

    /** The delivery with its content, whatever its state; no right to send it. Its claim number means nothing. */
    Optional<Claim> look(UUID deliveryId) {
        return database.sql("SELECT " + COLUMNS + " FROM delivery d" + JOINS + " WHERE d.id = ? AND d.kind = 'MESSAGE'")
                .param(deliveryId)
                .query((row, n) -> read(row))
                .optional()
                .map(this::open);
    }

    Claim open(Found found) {
        return withPayload(found.claim(), openPayload(found));
    }

    static Found read(ResultSet row) throws SQLException {
        String sections = row.getString("sections");
        Claim claim = new Claim(
                row.getObject("id", UUID.class),
                row.getInt("claim_number"),
                DeliveryKind.valueOf(row.getString("kind")),
                row.getObject("hub_id", UUID.class),
                row.getObject("message_id", UUID.class),
                row.getString("event_code"),
                row.getString("event_version"),
                row.getObject("episode_id", UUID.class),
                new Receiver(
                        row.getString("receiver_system"),
                        row.getString("receiver_party"),
                        HsaId.of(row.getString("receiver_unit")),
                        Role.findByCode(row.getString("receiver_role")).orElseThrow()),
                sections.isEmpty() ? Set.of() : Set.of(sections.split(",")),
                row.getInt("attempts"),
                row.getBoolean("possible_duplicate"),
                Times.read(row, "accepted_at"),
                row.getString("configuration_hash"),
                row.getString("traceparent"),
                Math.max(1, row.getInt("revision")),
                row.getObject("origin_id", UUID.class),
                new byte[0]);
        return new Found(
                claim,
                row.getObject("payload_id", UUID.class),
                row.getInt("key_id"),
                row.getBytes("body"),
                readReceipt(row));
    }

    private static ReceiptRow readReceipt(ResultSet row) throws SQLException {
        String level = row.getString("receipt_level");
        return level == null
                ? null
                : new ReceiptRow(
                        row.getObject("receipt_id", UUID.class),
                        row.getObject("hub_id", UUID.class),
                        row.getObject("message_id", UUID.class),
                        row.getObject("receipt_about", UUID.class),
                        ReceiptLevel.valueOf(level),
                        ReceiptCode.valueOf(row.getString("receipt_code")),
                        row.getString("receipt_error"),
                        HsaId.of(row.getString("receipt_unit")),
                        Role.findByCode(row.getString("receipt_role")).orElse(null),
                        Times.read(row, "receipt_at"));
    }

    private byte[] openPayload(Found found) {
        if (found.receipt() != null) {
            return LedgerJson.write(found.receipt()).getBytes(StandardCharsets.UTF_8);
        }
        if (found.body() == null) {
            throw gone();
        }
        return database.read(() -> payloads.open(found.payloadId(), found.keyId(), found.body()));
    }

    private static HubException gone() {
        return new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "is no longer kept");
    }

    static Claim withPayload(Claim claim, byte[] payload) {
        return new Claim(
                claim.deliveryId(),
                claim.claimNumber(),
                claim.kind(),
                claim.hubId(),
                claim.messageId(),
                claim.eventCode(),
                claim.eventVersion(),
                claim.episodeId(),
                claim.receiver(),
                claim.sections(),
                claim.attempt(),
                claim.possibleDuplicate(),
                claim.acceptedAt(),
                claim.configurationHash(),
                claim.traceparent(),
                claim.revision(),
                claim.originId(),
                payload);
    }
}
