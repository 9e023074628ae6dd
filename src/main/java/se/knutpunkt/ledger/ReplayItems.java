package se.knutpunkt.ledger;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The deliveries of replays: which are next, what was done with them, what became of them. */
final class ReplayItems {
    private static final String NEXT =
            "SELECT i.delivery_id FROM replay_item i WHERE i.job_id = ? AND i.state = 'WAITING'"
                    + " AND i.number <= ? AND i.receiver_system NOT IN (SELECT r.receiver_system FROM replay_item r WHERE r.job_id = ?"
                    + " AND r.state = 'RELEASED' GROUP BY r.receiver_system HAVING count(*) >= ?) ORDER BY i.number LIMIT ?";
    private static final String FOLLOW_UP = "UPDATE replay_item i SET at = clock_timestamp(),"
            + " state = CASE WHEN d.state IN ('DELIVERED', 'HELD') THEN d.state ELSE 'GONE' END,"
            + " error_number = CASE WHEN d.state = 'HELD' THEN d.error_number END FROM delivery d"
            + " WHERE i.job_id = ? AND i.state = 'RELEASED' AND d.id = i.result_id"
            + " AND d.state IN ('DELIVERED', 'HELD', 'CANCELLED', 'SUPERSEDED', 'EXPIRED')";
    private static final String MARK =
            "UPDATE replay_item i SET at = clock_timestamp(), state = w.state, result_id = w.result,"
                    + " error_number = w.error FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[]) AS w(delivery, state, result, error)"
                    + " WHERE i.job_id = ? AND i.delivery_id = w.delivery AND i.state = 'WAITING'";

    private final Database database;

    ReplayItems(Database database) {
        this.database = database;
    }

    /**
     * What was done with a delivery whose turn had come.
     *
     * @param resultId what goes out; null when nothing does
     * @param errorNumber why not; null when there is no error
     */
    record Done(UUID deliveryId, ReplayItem.State state, UUID resultId, String errorNumber) {}

    /** How many were chosen, and how many of these could be taken. */
    record Taken(int chosen, int taken) {}

    Taken take(NewReplay replay) {
        return SelectionSql.of(replay.kind(), replay.selection())
                .statement(
                        database,
                        "WITH chosen AS MATERIALIZED (SELECT d.id, d.hub_id, d.receiver_system,"
                                + " row_number() OVER (ORDER BY d.accepted_at, d.position, d.id) AS number",
                        List.of(),
                        " LIMIT ?), taken AS (INSERT INTO replay_item (job_id, delivery_id, hub_id, number, state, receiver_system)"
                                + " SELECT ?, c.id, c.hub_id, c.number, 'WAITING', c.receiver_system FROM chosen c ORDER BY c.id"
                                + " ON CONFLICT DO NOTHING RETURNING 1)"
                                + " SELECT (SELECT count(*) FROM chosen), (SELECT count(*) FROM taken)",
                        List.of(replay.expected() + 1, replay.id()))
                .query((row, n) -> new Taken(row.getInt(1), row.getInt(2)))
                .single();
    }

    /** The next in turn, up to number {@code last}; none of receivers that have {@code window} of the replay on their way already. */
    List<UUID> listNext(UUID jobId, int last, int window, int limit) {
        return database.sql(NEXT)
                .params(jobId, last, jobId, window, limit)
                .query(UUID.class)
                .list();
    }

    void mark(UUID jobId, Collection<Done> done) {
        database.sql(MARK)
                .param(1, done.stream().map(Done::deliveryId).toArray(UUID[]::new))
                .param(2, done.stream().map(one -> one.state().name()).toArray(String[]::new))
                .param(3, done.stream().map(Done::resultId).toArray(UUID[]::new))
                .param(4, done.stream().map(Done::errorNumber).toArray(String[]::new))
                .param(5, jobId)
                .update();
    }

    /** Writes what has become of those that were let go. */
    void followUp(UUID jobId) {
        database.sql(FOLLOW_UP).param(jobId).update();
    }

    void stopWaiting(UUID jobId) {
        database.sql(
                        "UPDATE replay_item SET state = 'STOPPED', at = clock_timestamp() WHERE job_id = ? AND state = 'WAITING'")
                .param(jobId)
                .update();
    }

    /** True when some up to number {@code last} wait or are on their way. */
    boolean isOpen(UUID jobId, int last) {
        return database.sql(
                        "SELECT EXISTS (SELECT 1 FROM replay_item WHERE job_id = ? AND state = 'WAITING' AND number <= ?)"
                                + " OR EXISTS (SELECT 1 FROM replay_item WHERE job_id = ? AND state = 'RELEASED' AND number <= ?)")
                .params(jobId, last, jobId, last)
                .query(Boolean.class)
                .single();
    }

    int countHeld(UUID jobId) {
        return count(jobId).getOrDefault(ReplayItem.State.HELD, 0);
    }

    Map<ReplayItem.State, Integer> count(UUID jobId) {
        Map<ReplayItem.State, Integer> counts = new EnumMap<>(ReplayItem.State.class);
        database.sql("SELECT state, count(*) FROM replay_item WHERE job_id = ? GROUP BY state")
                .param(jobId)
                .query((row, n) -> counts.put(ReplayItem.State.valueOf(row.getString(1)), row.getInt(2)))
                .list();
        return counts;
    }

    /** Those after number {@code after}, in turn; of one state only, or all when it is null. */
    List<ReplayItem> list(UUID jobId, ReplayItem.State state, int after, int limit) {
        return database.sql(
                        "SELECT * FROM replay_item WHERE job_id = ? AND number > ? AND (?::text IS NULL OR state = ?)"
                                + " ORDER BY number LIMIT ?")
                .param(1, jobId)
                .param(2, after)
                .param(3, state == null ? null : state.name())
                .param(4, state == null ? null : state.name())
                .param(5, limit)
                .query((row, n) -> new ReplayItem(
                        row.getInt("number"),
                        row.getObject("delivery_id", UUID.class),
                        row.getObject("hub_id", UUID.class),
                        row.getObject("result_id", UUID.class),
                        row.getString("receiver_system"),
                        ReplayItem.State.valueOf(row.getString("state")),
                        java.util.Objects.requireNonNullElse(row.getString("error_number"), ""),
                        Times.read(row, "at")))
                .list();
    }
}
