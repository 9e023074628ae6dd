package se.knutpunkt.ledger;

import java.time.Duration;
import java.time.Instant;
import se.knutpunkt.directory.Outbound;

/** Pause, circuit and limits per receiver, kept in the ledger and read by every claim, so that all nodes obey at once. */
public final class ControlLedger {
    private final Database database;

    ControlLedger(Database database) {
        this.database = database;
    }

    /** Makes a receiver known, or changes its limits; called for each system when a configuration is activated. */
    public void register(String systemId, Outbound outbound) {
        register(
                systemId,
                outbound.channel().code(),
                outbound.channel().isPush(),
                outbound.pushReceipts(),
                Math.max(1, outbound.concurrency()));
    }

    void register(String systemId, String channel, boolean push, boolean pushReceipts, int concurrency) {
        database.read(() -> database.sql(
                        "INSERT INTO control (system_id, channel, push, push_receipts, concurrency)"
                                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (system_id) DO UPDATE SET channel = excluded.channel,"
                                + " push = excluded.push, push_receipts = excluded.push_receipts, concurrency = excluded.concurrency")
                .params(systemId, channel, push, pushReceipts, concurrency)
                .update());
    }

    /** Nothing is claimed for the receiver until resumed, or until {@code until}. */
    public void pause(String systemId, String byWhom, String reason, Instant until) {
        database.inTransaction(() -> {
            stop(systemId, byWhom, reason, until, null);
            return record(systemId, "paused", byWhom, reason);
        });
    }

    /** The receiver is closed until {@code opens}; a pause that a person has made stays as it is. */
    public void close(String systemId, Instant opens) {
        database.inTransaction(() -> {
            int closed = database.sql("UPDATE control SET paused = true, paused_until = ?, drain_before = NULL,"
                            + " paused_by = 'hub', paused_reason = 'opening-hours' WHERE system_id = ?"
                            + " AND (NOT paused OR paused_until <= clock_timestamp())")
                    .params(Times.at(opens), systemId)
                    .update();
            return closed == 1 ? record(systemId, "paused", "hub", "opening-hours") : 0;
        });
    }

    public void resume(String systemId, String byWhom, String reason) {
        database.inTransaction(() -> {
            letGo(systemId);
            return record(systemId, "resumed", byWhom, reason);
        });
    }

    /** Makes the receiver's circuit half open and its waiting heads due now. */
    public void tryNow(String systemId, String byWhom) {
        database.inTransaction(() -> {
            probe(systemId);
            return record(systemId, "tried-now", byWhom, "");
        });
    }

    /** An outage was seen: counts it, and opens the circuit for {@code backOff} when there were enough in a row. */
    public void recordOutage(String systemId, int failuresToOpen, Duration backOff) {
        // A failed probe opens it again at once: the count has not been cleared.
        database.inTransaction(() -> {
            int opened = database.sql("UPDATE control SET failures = failures + 1, open_until = CASE"
                            + " WHEN failures + 1 >= ? THEN clock_timestamp() + make_interval(secs => ?) ELSE open_until END"
                            + " WHERE system_id = ? RETURNING failures")
                    .params(failuresToOpen, backOff.toMillis() / 1000.0, systemId)
                    .query(Integer.class)
                    .optional()
                    .orElse(0);
            return opened == failuresToOpen ? record(systemId, "circuit-opened", "hub", "") : 0;
        });
    }

    /** The receiver answered: closes the circuit and clears the count. Cheap when there is nothing to clear. */
    public void recordAnswer(String systemId) {
        database.read(() -> database.sql("SELECT record_answer(?)")
                .param(systemId)
                .query((row, n) -> systemId)
                .single());
    }

    // Heads that were hinted while nothing could be claimed would else be quiet until the next round of the sweep.
    private void makeDue(String systemId) {
        database.sql("UPDATE delivery SET next_attempt = least(next_attempt, clock_timestamp()), hinted_at = NULL"
                        + " WHERE receiver_system = ? AND state = 'READY' AND head")
                .param(systemId)
                .update();
    }

    /** Stops a receiver, in the transaction under way; what was accepted up to {@code drainBefore} still goes where that is not null. */
    int stop(String systemId, String byWhom, String reason, Instant until, Instant drainBefore) {
        return database.sql("UPDATE control SET paused = true, paused_until = ?, drain_before = ?, paused_by = ?,"
                        + " paused_reason = ? WHERE system_id = ?")
                .params(Times.at(until), Times.at(drainBefore), byWhom, reason, systemId)
                .update();
    }

    /** Lets a receiver go on, in the transaction under way. */
    void letGo(String systemId) {
        database.sql("UPDATE control SET paused = false, paused_until = NULL, drain_before = NULL, paused_by = '',"
                        + " paused_reason = '' WHERE system_id = ?")
                .param(systemId)
                .update();
        makeDue(systemId);
    }

    /** Makes the receiver's circuit half open and its heads due, in the transaction under way. */
    void probe(String systemId) {
        database.sql("UPDATE control SET open_until = clock_timestamp() WHERE system_id = ? AND open_until IS NOT NULL")
                .param(systemId)
                .update();
        makeDue(systemId);
    }

    int record(String systemId, String step, String byWhom, String reason) {
        return database.sql("INSERT INTO control_history (system_id, step, by_whom, reason) VALUES (?, ?, ?, ?)")
                .params(systemId, step, byWhom, reason)
                .update();
    }
}
