package se.knutpunkt.ledger;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;

/** Parties and services on their way out, step by step. A step is taken once; each is kept in the log of actions as well. */
public final class CloseDownLedger {
    private final Database database;
    private final OperatorActionLedger actions;

    CloseDownLedger(Database database, OperatorActionLedger actions) {
        this.database = database;
        this.actions = actions;
    }

    /** Begins; the one that is open already when there is one. */
    public CloseDown open(
            UUID id,
            CloseDown.Kind kind,
            String subject,
            List<String> systems,
            String successor,
            String byWhom,
            String reason) {
        return database.inTransaction(() -> {
            int made = database.sql(
                            "INSERT INTO close_down (id, kind, subject, systems, successor, opened_by, reason)"
                                    + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (kind, subject) WHERE state = 'OPEN' DO NOTHING")
                    .param(1, id)
                    .param(2, kind.name())
                    .param(3, subject)
                    .param(4, systems.toArray(String[]::new))
                    .param(5, successor)
                    .param(6, byWhom)
                    .param(7, reason)
                    .update();
            if (made == 1) {
                actions.record(byWhom, "close-down-opened", subject(kind, subject), reason);
            }
            return findOpen(kind, subject).orElseThrow();
        });
    }

    /**
     * Takes a step of an open one, with what it does in the same transaction.
     *
     * @param work does it and tells its figures as JSON; not called when the step was taken before
     * @return false when it is not open
     */
    public boolean take(UUID id, CloseDown.Step step, String byWhom, String reason, Supplier<String> work) {
        return database.inTransaction(() -> {
            Optional<CloseDown> found = lock(id);
            if (found.isEmpty() || found.get().state() != CloseDown.State.OPEN) {
                return false;
            }
            if (found.get().has(step)) {
                return true;
            }
            String detail = work.get();
            database.sql(
                            "INSERT INTO close_down_step (close_down_id, step, by_whom, reason, detail) VALUES (?, ?, ?, ?, ?)")
                    .params(id, step.name(), byWhom, reason, detail)
                    .update();
            actions.record(
                    byWhom,
                    "close-down-" + step.name().toLowerCase(java.util.Locale.ROOT),
                    subject(found.get().kind(), found.get().subject()),
                    reason);
            return true;
        });
    }

    /** Ends an open one; false when it is not open. */
    public boolean end(UUID id, CloseDown.State state, String byWhom, String reason) {
        return database.inTransaction(() -> {
            int ended = database.sql(
                            "UPDATE close_down SET state = ?, ended_at = clock_timestamp() WHERE id = ? AND state = 'OPEN'")
                    .params(state.name(), id)
                    .update();
            if (ended == 1) {
                CloseDown done = find(id).orElseThrow();
                actions.record(
                        byWhom,
                        "close-down-" + state.name().toLowerCase(java.util.Locale.ROOT),
                        subject(done.kind(), done.subject()),
                        reason);
            }
            return ended == 1;
        });
    }

    /** Newest first. */
    public List<CloseDown> list(int limit) {
        return database.read(() -> database.sql("SELECT * FROM close_down ORDER BY opened_at DESC LIMIT ?")
                .param(limit)
                .query((row, n) -> read(row))
                .list());
    }

    public Optional<CloseDown> find(UUID id) {
        return database.read(() -> database.sql("SELECT * FROM close_down WHERE id = ?")
                .param(id)
                .query((row, n) -> read(row))
                .optional());
    }

    /** What a system has and had: what is left, what was delivered, what is held; for the archive. */
    public String countAll(List<String> systems) {
        return database.read(
                () -> database.sql("SELECT coalesce(json_object_agg(state, n), '{}')::text FROM (SELECT state,"
                                + " count(*) AS n FROM delivery WHERE receiver_system = ANY (?) GROUP BY state) s")
                        .param(1, systems.toArray(String[]::new))
                        .query(String.class)
                        .single());
    }

    /**
     * The messages that wait or are held at these systems and that no replay has, by the role they are for.
     *
     * @param limit most of them
     */
    public Map<String, Set<UUID>> listLeft(List<String> systems, int limit) {
        Map<String, Set<UUID>> left = new TreeMap<>();
        database.read(() -> database.sql("SELECT d.id, d.receiver_role FROM delivery d WHERE d.kind = 'MESSAGE'"
                        + " AND d.state IN ('READY', 'HELD') AND d.receiver_system = ANY (?) AND NOT EXISTS (SELECT 1"
                        + " FROM replay_item i WHERE i.delivery_id = d.id AND i.state IN ('WAITING', 'RELEASED'))"
                        + " ORDER BY d.id LIMIT ?")
                .param(1, systems.toArray(String[]::new))
                .param(2, limit)
                .query((row, n) -> left.computeIfAbsent(row.getString(2), role -> new HashSet<>())
                        .add(row.getObject(1, UUID.class)))
                .list());
        return left;
    }

    /** How many messages are not done at these systems. */
    public long countLeft(List<String> systems) {
        return database.read(() -> database.sql("SELECT count(*) FROM delivery d WHERE d.kind = 'MESSAGE'"
                        + " AND d.state IN ('READY', 'SENDING', 'HELD') AND d.receiver_system = ANY (?)")
                .param(1, systems.toArray(String[]::new))
                .query(Long.class)
                .single());
    }

    private Optional<CloseDown> findOpen(CloseDown.Kind kind, String subject) {
        return database.sql("SELECT * FROM close_down WHERE kind = ? AND subject = ? AND state = 'OPEN'")
                .params(kind.name(), subject)
                .query((row, n) -> read(row))
                .optional();
    }

    private Optional<CloseDown> lock(UUID id) {
        return database.sql("SELECT * FROM close_down WHERE id = ? FOR UPDATE")
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    private CloseDown read(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Array systems = row.getArray("systems");
        return new CloseDown(
                id,
                CloseDown.Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                List.of((String[]) systems.getArray()),
                row.getString("successor"),
                CloseDown.State.valueOf(row.getString("state")),
                Times.read(row, "opened_at"),
                Times.read(row, "ended_at"),
                row.getString("opened_by"),
                row.getString("reason"),
                database.sql("SELECT * FROM close_down_step WHERE close_down_id = ? ORDER BY at")
                        .param(id)
                        .query((step, n) -> new CloseDown.Taken(
                                CloseDown.Step.valueOf(step.getString("step")),
                                Times.read(step, "at"),
                                step.getString("by_whom"),
                                step.getString("reason"),
                                step.getString("detail")))
                        .list());
    }

    private static String subject(CloseDown.Kind kind, String subject) {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + " " + subject;
    }
}
