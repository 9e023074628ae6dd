package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/**
 * Takes deliveries out of their lanes, or puts others in their place, in the transaction under way. The lane is locked before the
 * delivery, as by intake and by what moves lanes on; a delivery that somebody else has in hand is left alone, never waited for.
 */
final class LanePlaces {
    private static final String LOCK_LANE =
            "SELECT l.head_position FROM lane l JOIN delivery d ON d.order_key = l.order_key"
                    + " AND d.receiver_system = l.receiver_system WHERE d.id = ? AND d.position > 0 FOR UPDATE OF l";
    private static final String LOCK = "SELECT d.id, d.hub_id, d.order_key, d.position, d.head, d.state, d.attempts,"
            + " d.possible_duplicate, d.payload_id, d.revision, d.receiver_system, d.receiver_party, d.receiver_unit,"
            + " d.receiver_role, d.sections, coalesce(d.error_number, '') AS error_number,"
            + " coalesce((SELECT c.push FROM control c WHERE c.system_id = d.receiver_system), false) AS push"
            + " FROM delivery d WHERE d.id = ? AND d.kind = 'MESSAGE' FOR UPDATE OF d SKIP LOCKED";
    private static final String TAKE_LAST =
            "INSERT INTO lane AS l (order_key, receiver_system, head_position, last_position)"
                    + " VALUES (?, ?, 1, 1) ON CONFLICT (order_key, receiver_system)"
                    + " DO UPDATE SET last_position = l.last_position + 1 RETURNING last_position, head_position";
    private static final String INSERT = "INSERT INTO delivery (id, hub_id, order_key, accepted_at, next_attempt,"
            + " hinted_at, position, enqueue_number, head, possible_duplicate, kind, state, receiver_system, receiver_party,"
            + " receiver_unit, receiver_role, sections, origin_id, payload_id, revision, relation)"
            + " SELECT w.id, d.hub_id, d.order_key, d.accepted_at, clock_timestamp(),"
            + " CASE WHEN w.head AND w.push THEN clock_timestamp() END, w.position, (w.head AND w.push)::integer, w.head,"
            + " w.duplicate, 'MESSAGE', 'READY', w.system, w.party, w.unit, w.role, w.sections, d.id, w.payload, w.revision,"
            + " w.relation FROM delivery d CROSS JOIN (SELECT n.*, coalesce(c.push, false) AS push FROM"
            + " (SELECT ?::uuid AS id, ?::integer AS position, ?::boolean AS head, ?::boolean AS duplicate, ?::text AS system,"
            + " ?::text AS party, ?::text AS unit, ?::text AS role, ?::text AS sections, ?::uuid AS payload,"
            + " ?::integer AS revision, ?::text AS relation) n LEFT JOIN control c ON c.system_id = n.system) w WHERE d.id = ?"
            + " RETURNING id, enqueue_number, receiver_system,"
            + " coalesce((SELECT m.traceparent FROM message m WHERE m.hub_id = delivery.hub_id), '') AS traceparent";

    private final Database database;
    private final Lanes lanes;
    private final Ids ids;

    LanePlaces(Database database, Lanes lanes, Ids ids) {
        this.database = database;
        this.lanes = lanes;
        this.ids = ids;
    }

    /**
     * A delivery held by this transaction, and its lane with it.
     *
     * @param payloadId the revision it carries; null for the message as it was accepted
     * @param push false when its receiver fetches it
     */
    record Place(
            UUID deliveryId,
            UUID hubId,
            UUID orderKey,
            int position,
            boolean head,
            DeliveryState state,
            int attempts,
            boolean possibleDuplicate,
            UUID payloadId,
            Integer revision,
            Receiver receiver,
            Set<String> sections,
            String errorNumber,
            boolean push) {}

    /** Empty when there is no such delivery of a message, or somebody has it in hand just now. */
    Optional<Place> lock(UUID deliveryId) {
        database.sql(LOCK_LANE).param(deliveryId).query(Integer.class).list();
        return database.sql(LOCK).param(deliveryId).query((row, n) -> read(row)).optional();
    }

    /** Takes it out; its lane moves past it. The hint of the lane's next head, where there is one to hint. */
    List<Hint> cancel(Place place) {
        StateChanges.require(place.state(), DeliveryState.CANCELLED);
        database.sql("UPDATE delivery SET state = 'CANCELLED' WHERE id = ?")
                .param(place.deliveryId())
                .update();
        return place.head() ? lanes.advance(place.deliveryId()).stream().toList() : List.of();
    }

    /**
     * Another delivery of the same message takes its place.
     *
     * @param next what becomes of the old one
     * @param receiver the same, or another system's: then the new one is the last of that system's lane
     * @param payloadId the revision it carries; null for the message as it was accepted
     */
    Replaced replace(
            Place place,
            DeliveryState next,
            Receiver receiver,
            Set<String> sections,
            UUID payloadId,
            Integer revision,
            Relation relation) {
        StateChanges.require(place.state(), next);
        boolean sameLane = receiver.systemId().equals(place.receiver().systemId()) || place.position() == 0;
        UUID id = sameLane ? beside(place.deliveryId()) : ids.next();
        int position = place.position();
        boolean head = place.head();
        if (!sameLane) {
            Last last = takeLast(place.orderKey(), receiver.systemId());
            position = last.position();
            head = last.head();
        }
        // The same receiver may have had some of it; another one has not.
        boolean duplicate = relation == Relation.REVISION && (place.possibleDuplicate() || place.attempts() > 0);
        List<Hint> hints = new ArrayList<>();
        if (sameLane) {
            database.sql("UPDATE delivery SET state = ?, head = head AND position = 0 WHERE id = ?")
                    .params(next.name(), place.deliveryId())
                    .update();
        } else {
            hints.addAll(cancel(place));
        }
        insert(place, id, position, head, duplicate, receiver, sections, payloadId, revision, relation)
                .ifPresent(hints::add);
        return new Replaced(id, hints);
    }

    /** True when another delivery of the message, not taken out of its lane, goes or went to the receiver. */
    boolean isReceiverOf(UUID hubId, Receiver receiver) {
        return database.sql("SELECT EXISTS (SELECT 1 FROM delivery d WHERE d.hub_id = ? AND d.kind = 'MESSAGE'"
                        + " AND upper(d.receiver_unit) = upper(?) AND d.receiver_role = ?"
                        + " AND d.state NOT IN ('CANCELLED', 'SUPERSEDED'))")
                .params(hubId, receiver.unit().value(), receiver.role().code())
                .query(Boolean.class)
                .single();
    }

    /** False when the system fetches what it gets. */
    boolean isPushed(String systemId) {
        return database.sql("SELECT coalesce((SELECT c.push FROM control c WHERE c.system_id = ?), false)")
                .param(systemId)
                .query(Boolean.class)
                .single();
    }

    /** What stands there now, and who is to be told. */
    record Replaced(UUID deliveryId, List<Hint> hints) {}

    private record Last(int position, boolean head) {}

    private Optional<Hint> insert(
            Place place,
            UUID id,
            int position,
            boolean head,
            boolean duplicate,
            Receiver receiver,
            Set<String> sections,
            UUID payloadId,
            Integer revision,
            Relation relation) {
        return database.sql(INSERT)
                .param(1, id)
                .param(2, position)
                .param(3, head)
                .param(4, duplicate)
                .param(5, receiver.systemId())
                .param(6, receiver.partyId())
                .param(7, receiver.unit().value())
                .param(8, receiver.role().code())
                .param(9, String.join(",", new TreeSet<>(sections)))
                .param(10, payloadId)
                .param(11, revision)
                .param(12, relation.name())
                .param(13, place.deliveryId())
                .query(DeliveryRows.readOwnHint())
                .optional()
                .filter(hint -> hint.enqueueNumber() > 0);
    }

    private Last takeLast(UUID orderKey, String system) {
        return database.sql(TAKE_LAST)
                .params(orderKey, system)
                .query((row, n) -> new Last(row.getInt(1), row.getInt(1) == row.getInt(2)))
                .single();
    }

    private UUID beside(UUID old) {
        return database.sql("SELECT uuid_beside(?, ?)")
                .params(old, ids.next())
                .query(UUID.class)
                .single();
    }

    private static Place read(ResultSet row) throws SQLException {
        String sections = row.getString("sections");
        return new Place(
                row.getObject("id", UUID.class),
                row.getObject("hub_id", UUID.class),
                row.getObject("order_key", UUID.class),
                row.getInt("position"),
                row.getBoolean("head"),
                DeliveryState.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getBoolean("possible_duplicate"),
                row.getObject("payload_id", UUID.class),
                row.getObject("revision", Integer.class),
                new Receiver(
                        row.getString("receiver_system"),
                        row.getString("receiver_party"),
                        HsaId.of(row.getString("receiver_unit")),
                        Role.findByCode(row.getString("receiver_role")).orElseThrow()),
                sections.isEmpty() ? Set.of() : Set.of(sections.split(",")),
                row.getString("error_number"),
                row.getBoolean("push"));
    }
}
