package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.MessageState;

/** Writes and reads the rows of messages, with their payload and facts. */
final class MessageRows {
    private static final String INSERT =
            "INSERT INTO message (hub_id, message_id, episode_id, reference_id, happened_at,"
                    + " sent_at, received_at, accepted_at, state, system_id, sender_message_id, transmission_id, event_code,"
                    + " event_version, sender_unit, sender_role, format, mapping, traceparent, content_hash, person_hash,"
                    + " configuration_hash, answer, wire_hash)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Database database;

    MessageRows(Database database) {
        this.database = database;
    }

    /** Writes a message whose canonical form was made; {@code receipt} says what became of it. */
    void write(StatementBatch batch, IntakeDraft draft, IntakeReceipt receipt, MessageState state) {
        batch.add(
                INSERT,
                draft.hubId(),
                draft.messageId(),
                receipt.episodeId(),
                draft.reference(),
                Times.at(draft.happenedAt()),
                Times.at(draft.sentAt()),
                Times.at(draft.receivedAt()),
                Times.at(receipt.acceptedAt()),
                state.name(),
                draft.systemId(),
                draft.senderMessageId(),
                draft.transmissionId(),
                draft.eventCode(),
                draft.eventVersion(),
                draft.senderUnit().value(),
                draft.senderRole().code(),
                draft.format(),
                draft.mapping(),
                draft.traceparent(),
                HashText.toBytes(draft.contentHash()),
                HashText.toBytes(draft.personHash()),
                draft.configurationHash(),
                LedgerJson.write(Answer.of(receipt)),
                wireHash(draft.wire().hash()));
    }

    /** Writes a message that could not be made canonical. */
    void write(StatementBatch batch, RefusedMessage refused, IntakeReceipt receipt) {
        batch.add(
                INSERT,
                refused.hubId(),
                null,
                null,
                null,
                null,
                null,
                Times.at(refused.receivedAt()),
                null,
                MessageState.REFUSED.name(),
                refused.systemId(),
                refused.senderMessageId(),
                refused.transmissionId(),
                refused.eventCode(),
                "",
                "",
                "",
                refused.format(),
                "",
                "",
                HashText.toBytes(refused.contentHash()),
                new byte[0],
                refused.configurationHash(),
                LedgerJson.write(Answer.of(receipt)),
                wireHash(refused.wireHash()));
    }

    private static byte[] wireHash(String hash) {
        return hash.isEmpty() ? null : HashText.toBytes(hash);
    }

    void writeContent(StatementBatch batch, UUID hubId, Payloads.Sealed payload, List<Fact> facts) {
        batch.add(
                "INSERT INTO payload (hub_id, key_id, body, raw) VALUES (?, ?, ?, ?)",
                hubId,
                payload.keyId(),
                payload.body(),
                payload.raw());
        if (!facts.isEmpty()) {
            batch.add(
                    "INSERT INTO fact (hub_id, name, value) SELECT ?, f.name, f.value"
                            + " FROM unnest(?::text[], ?::text[]) AS f(name, value)",
                    hubId,
                    facts.stream().map(Fact::name).toArray(String[]::new),
                    facts.stream().map(Fact::value).toArray(String[]::new));
        }
    }

    /** The answer given to a message when it was first recorded. */
    Optional<IntakeReceipt> findReceipt(UUID hubId) {
        return database.sql("SELECT hub_id, message_id, episode_id, accepted_at, state, sender_message_id, answer"
                        + " FROM message WHERE hub_id = ?")
                .param(hubId)
                .query((row, n) -> readReceipt(row))
                .optional();
    }

    static IntakeReceipt readReceipt(ResultSet row) throws SQLException {
        Answer answer = LedgerJson.read(row.getString("answer"), Answer.class);
        boolean accepted = MessageState.valueOf(row.getString("state")) == MessageState.ACCEPTED;
        return new IntakeReceipt(
                accepted ? IntakeReceipt.Outcome.ACCEPTED : IntakeReceipt.Outcome.REFUSED,
                row.getObject("hub_id", UUID.class),
                row.getString("sender_message_id"),
                row.getObject("message_id", UUID.class),
                row.getObject("episode_id", UUID.class),
                Times.read(row, "accepted_at"),
                answer.receivers(),
                answer.refusals(),
                answer.remarks(),
                false);
    }
}
