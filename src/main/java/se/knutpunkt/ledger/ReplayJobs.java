package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** The rows of replays. */
final class ReplayJobs {
    private static final String SELECT =
            "SELECT j.*, floor(extract(epoch FROM clock_timestamp() - j.released_at) * j.rate)::bigint"
                    + " AS allowance FROM replay_job j WHERE ";

    /** In the order of the conditions: the last replay of an open group is done, nothing came after it, nothing of it is not delivered. */
    private static final String SOLVE = "WITH done AS (UPDATE replay_job j SET group_solved_at = clock_timestamp()"
            + " FROM failure_group g WHERE j.failure_group = g.id AND g.state = 'OPEN' AND j.state = 'DONE'"
            + " AND j.group_solved_at IS NULL AND g.last_seen <= j.ended_at"
            + " AND NOT EXISTS (SELECT 1 FROM replay_job o WHERE o.failure_group = g.id AND o.created_at > j.created_at)"
            + " AND NOT EXISTS (SELECT 1 FROM replay_item i JOIN delivery d ON d.id = coalesce(i.result_id, i.delivery_id)"
            + " WHERE i.job_id = j.id AND d.state IN ('READY', 'SENDING', 'HELD'))"
            + " AND NOT EXISTS (SELECT 1 FROM failure f JOIN delivery d ON d.id = f.item AND d.enqueue_number = f.number"
            + " WHERE f.group_id = g.id AND d.state = 'HELD') RETURNING j.id, j.failure_group)"
            + " UPDATE failure_group g SET state = 'SOLVED', solved_at = clock_timestamp() FROM done"
            + " WHERE g.id = done.failure_group RETURNING done.id, done.failure_group";

    private final Database database;

    ReplayJobs(Database database) {
        this.database = database;
    }

    /**
     * A replay and what steers its turns.
     *
     * @param failuresSeen held ones when it was last let go on
     * @param allowance how many its rate allows by now
     */
    record Row(ReplayJob job, int failuresSeen, long allowance) {}

    /** False when there is one under its id, or one that mends its group and has not ended; waits for whoever is about to make one. */
    boolean insert(NewReplay replay) {
        String group = replay.selection().failureGroup();
        return database.sql(
                                "INSERT INTO replay_job (id, items, canary, rate, failures_allowed, kind, state, by_whom, reason, selection,"
                                        + " target_unit, target_role, target_party, failure_group, party) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                        + " ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
                        .params(
                                replay.id(),
                                replay.expected(),
                                replay.canary(),
                                replay.rate(),
                                replay.failuresAllowed(),
                                replay.kind().name(),
                                (replay.canary() > 0 ? ReplayJob.State.CANARY : ReplayJob.State.RUNNING).name(),
                                replay.byWhom(),
                                replay.reason(),
                                replay.selection().toString(),
                                replay.target().unit(),
                                replay.target().role(),
                                replay.target().party(),
                                group.isEmpty() ? null : group,
                                replay.selection().receiverParty())
                        .update()
                == 1;
    }

    Optional<Row> find(UUID id) {
        return one("j.id = ?", id);
    }

    Optional<Row> findOpenOfGroup(String group) {
        return one("j.failure_group = ? AND j.ended_at IS NULL", group);
    }

    Optional<Row> findLastOfGroup(String group) {
        return one("j.failure_group = ? ORDER BY j.created_at DESC, j.id LIMIT 1", group);
    }

    /** Locked until the end of the transaction. */
    Optional<Row> lock(UUID id) {
        return one("j.id = ? FOR UPDATE", id);
    }

    /** The same, but empty when another has it. */
    Optional<Row> lockIfFree(UUID id) {
        return one("j.id = ? FOR UPDATE SKIP LOCKED", id);
    }

    /** Those with something left to do or to follow. */
    List<UUID> listOpen() {
        return database.sql("SELECT j.id FROM replay_job j WHERE j.ended_at IS NULL OR j.id IN"
                        + " (SELECT i.job_id FROM replay_item i WHERE i.state = 'RELEASED') ORDER BY j.created_at")
                .query(UUID.class)
                .list();
    }

    List<ReplayJob> list(int offset, int limit) {
        return database.sql(SELECT + "true ORDER BY j.created_at DESC, j.id LIMIT ? OFFSET ?")
                .params(limit, offset)
                .query((row, n) -> read(row).job())
                .list();
    }

    List<ReplayJob> listOfParty(String party, int offset, int limit) {
        return database.sql(SELECT + "j.party = ? ORDER BY j.created_at DESC, j.id LIMIT ? OFFSET ?")
                .params(party, limit, offset)
                .query((row, n) -> read(row).job())
                .list();
    }

    /** Groups called solved just now, with the replay that delivered everything of each. */
    Map<String, UUID> solveGroups() {
        Map<String, UUID> solved = new TreeMap<>();
        database.sql(SOLVE)
                .query((row, n) -> solved.put(row.getString("failure_group"), row.getObject("id", UUID.class)))
                .list();
        return solved;
    }

    void setState(UUID id, ReplayJob.State state) {
        database.sql("UPDATE replay_job SET state = ?, note = '', ended_at = CASE WHEN ? THEN clock_timestamp() END,"
                        + " paused = paused AND NOT ?, released_at = clock_timestamp() WHERE id = ?")
                .params(state.name(), state.hasEnded(), state.hasEnded(), id)
                .update();
    }

    void pause(UUID id, String note) {
        database.sql("UPDATE replay_job SET paused = true, note = ? WHERE id = ?")
                .params(note, id)
                .update();
    }

    void resume(UUID id, int failuresSeen) {
        database.sql(
                        "UPDATE replay_job SET paused = false, note = '', failures_seen = ?, released_at = clock_timestamp()"
                                + " WHERE id = ?")
                .params(failuresSeen, id)
                .update();
    }

    /** So many were let go: what the rate allowed beyond a second is lost, so that a stop makes no burst. */
    void countReleased(Row row, int released) {
        if (row.job().rate() > 0) {
            database.sql("UPDATE replay_job SET released_at = greatest(released_at + ? * interval '1 second' / rate,"
                            + " clock_timestamp() - interval '1 second') WHERE id = ?")
                    .params(released, row.job().id())
                    .update();
        }
    }

    private Optional<Row> one(String condition, Object id) {
        return database.sql(SELECT + condition)
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    private static Row read(ResultSet row) throws SQLException {
        ReplayJob job = new ReplayJob(
                row.getObject("id", UUID.class),
                ReplayKind.valueOf(row.getString("kind")),
                ReplayJob.State.valueOf(row.getString("state")),
                row.getBoolean("paused"),
                row.getInt("items"),
                row.getInt("canary"),
                row.getInt("rate"),
                row.getInt("failures_allowed"),
                row.getString("by_whom"),
                row.getString("reason"),
                row.getString("selection"),
                Objects.requireNonNullElse(row.getString("failure_group"), ""),
                row.getString("party"),
                new ReplayTarget(
                        Objects.requireNonNullElse(row.getString("target_unit"), ""),
                        Objects.requireNonNullElse(row.getString("target_role"), ""),
                        row.getString("target_party")),
                row.getString("note"),
                Times.read(row, "created_at"),
                Times.read(row, "ended_at"),
                Map.of());
        return new Row(job, row.getInt("failures_seen"), row.getLong("allowance"));
    }
}
