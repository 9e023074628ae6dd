package se.knutpunkt.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/** Receivers that a person has sent a message to instead of those it was accepted for. Asked for only where an answer would be refused. */
final class Redirected {
    private final Database database;

    Redirected(Database database) {
        this.database = database;
    }

    /** True where it may matter: somebody answers who the message was not accepted for. */
    static boolean mayMatter(IntakeDecision decision) {
        return decision instanceof IntakeDecision.Refuse refuse
                && refuse.refusals().stream().anyMatch(refusal -> refusal.code() == ErrorCode.NOT_A_PARTICIPANT);
    }

    /** The message with those it was redirected to among its receivers. */
    ReferencedMessage with(ReferencedMessage message) {
        List<Receiver> receivers = new ArrayList<>(message.receivers());
        receivers.addAll(list(message.messageId()));
        return new ReferencedMessage(
                message.messageId(),
                message.eventCode(),
                message.episodeId(),
                message.senderUnit(),
                message.senderRole(),
                message.systemId(),
                receivers);
    }

    private List<Receiver> list(UUID messageId) {
        return LookBack.widen(
                days -> database.sql("SELECT d.receiver_system, d.receiver_party, d.receiver_unit, d.receiver_role"
                                + " FROM message m JOIN delivery d ON d.hub_id = m.hub_id"
                                + " AND d.id >= uuid_at(uuid_time(m.hub_id) - interval '1 day')"
                                + " WHERE m.message_id = ? AND m.state = 'ACCEPTED' AND d.relation = 'REDIRECT'"
                                + LookBack.BOUND)
                        .params(messageId, days)
                        .query((row, n) -> new Receiver(
                                row.getString(1),
                                row.getString(2),
                                HsaId.of(row.getString(3)),
                                Role.findByCode(row.getString(4)).orElseThrow()))
                        .list(),
                found -> !found.isEmpty());
    }
}
