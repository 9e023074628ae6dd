package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Receiver;

/** Writes new deliveries and their places in the lanes. */
final class DeliveryRows {
    private static final String TAKE_POSITIONS =
            "INSERT INTO lane AS l (order_key, receiver_system, head_position, last_position)"
                    + " VALUES (?, ?, 1, ?) ON CONFLICT (order_key, receiver_system)"
                    + " DO UPDATE SET last_position = l.last_position + excluded.last_position"
                    + " RETURNING head_position, last_position";
    private static final String INSERT =
            "INSERT INTO delivery (id, hub_id, receipt_id, order_key, accepted_at, next_attempt,"
                    + " hinted_at, position, enqueue_number, head, kind, state, receiver_system, receiver_party,"
                    + " receiver_unit, receiver_role, sections)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'READY', ?, ?, ?, ?, ?)";

    private final Database database;
    private final Ids ids;

    DeliveryRows(Database database, Ids ids) {
        this.database = database;
        this.ids = ids;
    }

    /**
     * Writes the deliveries of an accepted message in the order given; with an episode each takes the next place in the lane of its
     * receiver, under the lock on the episode.
     *
     * @return hints for those at the head of their lane whose receiver is pushed
     */
    List<Hint> write(IntakeDraft draft, UUID episodeId, Instant acceptedAt, List<NewDelivery> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        Map<String, Lane> lanes = episodeId == null ? Map.of() : takePositions(episodeId, deliveries);
        Map<String, Boolean> pushed = findPushed(deliveries);
        List<Object[]> rows = new ArrayList<>();
        List<Hint> hints = new ArrayList<>();
        for (NewDelivery delivery : deliveries) {
            Receiver receiver = delivery.receiver();
            UUID id = ids.next();
            Lane lane = lanes.get(receiver.systemId());
            int position = lane == null ? 0 : lane.take();
            boolean head = lane == null || position == lane.headPosition;
            boolean hinted = head && pushed.containsKey(receiver.systemId());
            UUID orderKey = episodeId == null ? draft.hubId() : episodeId;
            String sections = String.join(",", new java.util.TreeSet<>(delivery.sections()));
            rows.add(row(id, draft.hubId(), null, orderKey, acceptedAt, position, head, hinted, receiver, sections));
            if (hinted) {
                hints.add(new Hint(id, 1, receiver.systemId(), draft.traceparent()));
            }
        }
        database.template().batchUpdate(INSERT, rows);
        return hints;
    }

    /** Writes the delivery that carries a receipt, alone in its lane. */
    Hint writeReceipt(UUID hubId, UUID receiptId, Receiver receiver, boolean pushed, String traceparent) {
        UUID id = ids.next();
        Instant now = Times.now(database);
        database.template()
                .batchUpdate(
                        INSERT,
                        List.<Object[]>of(row(id, hubId, receiptId, receiptId, now, 0, true, pushed, receiver, "")));
        return new Hint(id, pushed ? 1 : 0, receiver.systemId(), traceparent);
    }

    private static Object[] row(
            UUID id,
            UUID hubId,
            UUID receiptId,
            UUID orderKey,
            Instant acceptedAt,
            int position,
            boolean head,
            boolean hinted,
            Receiver receiver,
            String sections) {
        return new Object[] {
            id,
            hubId,
            receiptId,
            orderKey,
            Times.at(acceptedAt),
            Times.at(acceptedAt),
            hinted ? Times.at(acceptedAt) : null,
            position,
            hinted ? 1 : 0,
            head,
            (receiptId == null ? DeliveryKind.MESSAGE : DeliveryKind.RECEIPT).name(),
            receiver.systemId(),
            receiver.partyId(),
            receiver.unit().value(),
            receiver.role().code(),
            sections
        };
    }

    // In order of system, so that two messages that share receivers cannot wait for each other.
    private Map<String, Lane> takePositions(UUID orderKey, List<NewDelivery> deliveries) {
        Map<String, Integer> wanted = new TreeMap<>();
        deliveries.forEach(delivery -> wanted.merge(delivery.receiver().systemId(), 1, Integer::sum));
        Map<String, Lane> lanes = new HashMap<>();
        wanted.forEach((system, count) -> lanes.put(
                system,
                database.sql(TAKE_POSITIONS)
                        .params(orderKey, system, count)
                        .query((row, n) -> new Lane(row.getInt(1), row.getInt(2) - count + 1))
                        .single()));
        return lanes;
    }

    private Map<String, Boolean> findPushed(List<NewDelivery> deliveries) {
        String[] systems = deliveries.stream()
                .map(delivery -> delivery.receiver().systemId())
                .distinct()
                .toArray(String[]::new);
        Map<String, Boolean> pushed = new HashMap<>();
        database.sql("SELECT system_id FROM control WHERE push AND system_id = ANY (?)")
                .param(1, systems)
                .query(String.class)
                .list()
                .forEach(system -> pushed.put(system, true));
        return pushed;
    }

    private static final class Lane {
        private final int headPosition;
        private int next;

        Lane(int headPosition, int next) {
            this.headPosition = headPosition;
            this.next = next;
        }

        int take() {
            return next++;
        }
    }
}
