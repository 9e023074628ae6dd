package se.knutpunkt.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows a {@link DeliverySelection} means, as {@code FROM … WHERE …} with its parameters; deliveries are d, their messages m. */
final class SelectionSql {
    private final StringBuilder sql =
            new StringBuilder(" FROM delivery d JOIN message m ON m.hub_id = d.hub_id WHERE d.kind = 'MESSAGE'");
    private final List<Object> parameters = new ArrayList<>();

    private SelectionSql() {}

    static SelectionSql of(ReplayKind kind, DeliverySelection selection) {
        SelectionSql made = new SelectionSql();
        made.and("d.state = ANY (?)", kind.states().stream().map(Enum::name).toArray(String[]::new));
        if (kind == ReplayKind.RESEND) {
            // what was sent again already is there as itself
            made.sql.append(" AND d.relation IS DISTINCT FROM 'REPEAT'");
        }
        if (!selection.deliveryIds().isEmpty()) {
            made.and("d.id = ANY (?)", selection.deliveryIds().toArray(UUID[]::new));
        }
        made.andIf("d.receiver_system = ?", selection.receiverSystem());
        made.andIf("d.receiver_party = ?", selection.receiverParty());
        made.andIf("d.receiver_unit = ?", selection.receiverUnit());
        made.andIf("m.event_code = ?", selection.eventCode());
        made.andIf("d.error_number = ?", selection.errorNumber());
        // only while it is held for what the group is about
        made.andIf(
                "EXISTS (SELECT 1 FROM failure f WHERE f.item = d.id AND f.number = d.enqueue_number AND f.group_id = ?)",
                selection.failureGroup());
        if (selection.from() != null) {
            made.and("d.accepted_at >= ?", Times.at(selection.from()));
            // Keeps older months out; a day is more than the nodes' clocks differ.
            made.and("d.id >= uuid_at(?::timestamptz - interval '1 day')", Times.at(selection.from()));
        }
        if (selection.to() != null) {
            made.and("d.accepted_at < ?", Times.at(selection.to()));
        }
        return made;
    }

    /** {@code before} + the rows + {@code after}, where {@code first} are the parameters of {@code before} and {@code last} of {@code after}. */
    JdbcClient.StatementSpec statement(
            Database database, String before, List<Object> first, String after, List<Object> last) {
        List<Object> all = new ArrayList<>(first);
        all.addAll(parameters);
        all.addAll(last);
        JdbcClient.StatementSpec statement = database.sql(before + sql + after);
        for (int i = 0; i < all.size(); i++) {
            // by number: an array is one parameter, not many
            statement = statement.param(i + 1, all.get(i));
        }
        return statement;
    }

    private void andIf(String condition, String value) {
        if (!value.isEmpty()) {
            and(condition, value);
        }
    }

    private void and(String condition, Object value) {
        sql.append(" AND ").append(condition);
        parameters.add(value);
    }
}
