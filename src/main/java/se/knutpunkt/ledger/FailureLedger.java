package se.knutpunkt.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Groups of failures: what was gathered of them, and what people say of them. */
public final class FailureLedger {
    private static final String TAKE = "WITH taken AS (INSERT INTO failure (item, number, group_id, at, adapter)"
            + " SELECT * FROM unnest(?::uuid[], ?::integer[], ?::text[], ?::timestamptz[], ?::text[]) ON CONFLICT DO NOTHING"
            + " RETURNING group_id, adapter, at) SELECT group_id, adapter, count(*) AS occurrences, min(at) AS first_seen,"
            + " max(at) AS last_seen FROM taken GROUP BY group_id, adapter ORDER BY group_id, adapter";

    private static final String JOIN_GROUP =
            "INSERT INTO failure_group AS g (id, kind, error_number, place, mapping, adapter,"
                    + " event_code, first_seen, last_seen, occurrences) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                    + " first_seen = least(g.first_seen, excluded.first_seen), last_seen = greatest(g.last_seen, excluded.last_seen),"
                    + " occurrences = g.occurrences + excluded.occurrences,"
                    // solved, and seen after that: it has come back
                    + " state = CASE WHEN excluded.last_seen > g.solved_at THEN 'OPEN' ELSE g.state END,"
                    + " returns = g.returns + (g.state = 'SOLVED' AND excluded.last_seen > g.solved_at)::integer,"
                    + " returned_at = CASE WHEN g.state = 'SOLVED' AND excluded.last_seen > g.solved_at THEN excluded.last_seen"
                    + " ELSE g.returned_at END";

    private static final String JOIN_ADAPTER =
            "INSERT INTO failure_group_adapter AS a (group_id, adapter, occurrences, last_seen) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (group_id, adapter) DO UPDATE SET occurrences = a.occurrences + excluded.occurrences,"
                    + " last_seen = greatest(a.last_seen, excluded.last_seen)";

    private static final String NOW =
            "WITH standing AS (SELECT f.group_id, count(*) AS here FROM delivery d JOIN failure f"
                    + " ON f.item = d.id AND f.number = d.enqueue_number WHERE d.state = 'HELD' GROUP BY f.group_id"
                    + " UNION ALL SELECT f.group_id, count(*) FROM failure_group g JOIN failure f ON f.group_id = g.id JOIN delivery d"
                    + " ON d.id = f.item WHERE g.kind = 'STUCK' AND g.state = 'OPEN' AND d.state IN ('READY', 'SENDING') GROUP BY f.group_id"
                    + " UNION ALL SELECT g.id, 1 FROM failure_group g JOIN control c ON c.system_id = g.adapter WHERE g.kind = 'CIRCUIT'"
                    + " AND c.open_until IS NOT NULL AND g.last_seen = (SELECT max(o.last_seen) FROM failure_group o"
                    + " WHERE o.kind = 'CIRCUIT' AND o.adapter = g.adapter))";

    private static final String SELECT = NOW + " SELECT g.*, coalesce(s.here, 0) AS here, (SELECT array_agg(a.adapter"
            + " ORDER BY a.occurrences DESC, a.adapter) FROM failure_group_adapter a WHERE a.group_id = g.id) AS adapters"
            + " FROM failure_group g LEFT JOIN standing s ON s.group_id = g.id";

    private final Database database;

    FailureLedger(Database database) {
        this.database = database;
    }

    /**
     * A failure with the group it belongs to.
     *
     * @param groupId hash of what names the cause
     * @param group the group's columns; what is counted and said of it is not read
     */
    public record Placed(FailureSeen seen, String groupId, FailureGroup group) {}

    /** One failure of a group. */
    public record Item(UUID hubId, UUID deliveryId, Instant at, String adapter, String eventCode, boolean held) {}

    /** Takes up failures that are not known yet; those that are known change nothing. Returns how many were new. */
    public int take(List<Placed> failures) {
        if (failures.isEmpty()) {
            return 0;
        }
        Map<String, FailureGroup> groups = new TreeMap<>();
        failures.forEach(one -> groups.put(one.groupId(), one.group()));
        return database.inTransaction(() -> {
            List<Taken> taken = insert(failures);
            for (Taken one : taken) {
                join(groups.get(one.groupId()), one);
            }
            return taken.stream().mapToInt(one -> (int) one.occurrences()).sum();
        });
    }

    /** How far something was gathered; empty before the first time. */
    public Optional<Instant> findMark(String name) {
        return database.read(() -> database.sql("SELECT at FROM watch_mark WHERE name = ?")
                .param(name)
                .query((row, n) -> Times.read(row, "at"))
                .optional());
    }

    public void recordMark(String name, Instant at) {
        database.read(() -> database.sql("INSERT INTO watch_mark (name, at) VALUES (?, ?)"
                        + " ON CONFLICT (name) DO UPDATE SET at = excluded.at")
                .params(name, Times.at(at))
                .update());
    }

    /** Open groups, or solved ones, the last seen first. */
    public List<FailureGroup> list(boolean solved, int limit, int offset) {
        return database.read(
                () -> database.sql(SELECT + " WHERE g.state = ? ORDER BY g.last_seen DESC, g.id LIMIT ? OFFSET ?")
                        .params(solved ? "SOLVED" : "OPEN", limit, offset)
                        .query((row, n) -> read(row))
                        .list());
    }

    public long count(boolean solved) {
        return database.read(() -> database.sql("SELECT count(*) FROM failure_group WHERE state = ?")
                .param(solved ? "SOLVED" : "OPEN")
                .query(Long.class)
                .single());
    }

    public Optional<FailureGroup> find(String id) {
        return database.read(() -> database.sql(SELECT + " WHERE g.id = ?")
                .param(id)
                .query((row, n) -> read(row))
                .optional());
    }

    /** Failures of a group, the last first. */
    public List<Item> listItems(String groupId, int limit, int offset) {
        return database.read(() -> database.sql(
                        "SELECT f.item, f.at, f.adapter, d.id AS delivery_id, d.hub_id, m.event_code,"
                                + " coalesce(d.state = 'HELD' AND d.enqueue_number = f.number, false) AS held FROM failure f"
                                + " LEFT JOIN delivery d ON d.id = f.item LEFT JOIN message m ON m.hub_id = coalesce(d.hub_id, f.item)"
                                + " WHERE f.group_id = ? ORDER BY f.at DESC, f.item LIMIT ? OFFSET ?")
                .params(groupId, limit, offset)
                .query((row, n) -> {
                    UUID delivery = row.getObject("delivery_id", UUID.class);
                    return new Item(
                            delivery == null ? row.getObject("item", UUID.class) : row.getObject("hub_id", UUID.class),
                            delivery,
                            Times.read(row, "at"),
                            row.getString("adapter"),
                            Objects.requireNonNullElse(row.getString("event_code"), ""),
                            row.getBoolean("held"));
                })
                .list());
    }

    /** The deliveries of a group that are held now, in the order their messages were accepted. */
    public List<UUID> listHeld(String groupId) {
        return database.read(() -> database.sql("SELECT d.id FROM delivery d JOIN failure f ON f.item = d.id"
                        + " AND f.number = d.enqueue_number WHERE d.state = 'HELD' AND f.group_id = ?"
                        + " ORDER BY d.accepted_at, d.position, d.id")
                .param(groupId)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** What people say of it: owner, note, link. False when there is no such group. */
    public boolean describe(String id, String owner, String note, String knownError) {
        return database.read(
                        () -> database.sql("UPDATE failure_group SET owner = ?, note = ?, known_error = ? WHERE id = ?")
                                .params(owner, note, knownError, id)
                                .update())
                > 0;
    }

    /** A person says that it is solved, as of now; false when it is not open. */
    public boolean solve(String id) {
        return database.read(
                        () -> database.sql("UPDATE failure_group SET state = 'SOLVED', solved_at = clock_timestamp()"
                                        + " WHERE id = ? AND state = 'OPEN'")
                                .param(id)
                                .update())
                > 0;
    }

    /** It is not solved after all; false when it is not solved. */
    public boolean reopen(String id) {
        return database.read(() -> database.sql("UPDATE failure_group SET state = 'OPEN', solved_at = NULL"
                                + " WHERE id = ? AND state = 'SOLVED'")
                        .param(id)
                        .update())
                > 0;
    }

    /** Forgets single failures older than this; the groups and their counts stay. */
    public int forget(Instant before) {
        return database.read(() -> database.sql("DELETE FROM failure f WHERE f.at < ? AND NOT EXISTS"
                        + " (SELECT FROM delivery d WHERE d.id = f.item AND d.state IN ('READY', 'SENDING', 'HELD'))")
                .param(Times.at(before))
                .update());
    }

    private record Taken(String groupId, String adapter, long occurrences, Instant firstSeen, Instant lastSeen) {}

    private List<Taken> insert(List<Placed> failures) {
        return database.sql(TAKE)
                .param(1, failures.stream().map(one -> one.seen().item()).toArray(UUID[]::new))
                .param(2, failures.stream().map(one -> one.seen().number()).toArray(Integer[]::new))
                .param(3, failures.stream().map(Placed::groupId).toArray(String[]::new))
                .param(
                        4,
                        failures.stream().map(one -> one.seen().at().toString()).toArray(String[]::new))
                .param(5, failures.stream().map(one -> one.seen().adapter()).toArray(String[]::new))
                .query((row, n) -> new Taken(
                        row.getString("group_id"),
                        row.getString("adapter"),
                        row.getLong("occurrences"),
                        Times.read(row, "first_seen"),
                        Times.read(row, "last_seen")))
                .list();
    }

    private void join(FailureGroup group, Taken taken) {
        database.sql(JOIN_GROUP)
                .params(
                        taken.groupId(),
                        group.kind().name(),
                        group.errorNumber(),
                        group.place(),
                        group.mapping(),
                        group.adapter(),
                        group.eventCode(),
                        Times.at(taken.firstSeen()),
                        Times.at(taken.lastSeen()),
                        taken.occurrences())
                .update();
        database.sql(JOIN_ADAPTER)
                .params(taken.groupId(), taken.adapter(), taken.occurrences(), Times.at(taken.lastSeen()))
                .update();
    }

    private static FailureGroup read(ResultSet row) throws SQLException {
        return new FailureGroup(
                row.getString("id"),
                FailureKind.valueOf(row.getString("kind")),
                row.getString("error_number"),
                row.getString("place"),
                row.getString("mapping"),
                row.getString("adapter"),
                row.getString("event_code"),
                Times.read(row, "first_seen"),
                Times.read(row, "last_seen"),
                row.getLong("occurrences"),
                row.getLong("here"),
                texts(row.getArray("adapters")),
                "SOLVED".equals(row.getString("state")),
                Times.read(row, "solved_at"),
                Times.read(row, "returned_at"),
                row.getInt("returns"),
                row.getString("owner"),
                row.getString("note"),
                row.getString("known_error"));
    }

    private static List<String> texts(Array array) throws SQLException {
        return array == null ? List.of() : new ArrayList<>(Arrays.asList((String[]) array.getArray()));
    }
}
