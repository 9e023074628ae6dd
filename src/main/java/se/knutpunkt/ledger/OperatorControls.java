package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * What persons stop and let go: receivers, events and routes, each kept with who and why in the transaction that does it. Every claim
 * of every node obeys at once; ways in obey with the next heartbeat of each node. Doing the same twice is harmless.
 */
public final class OperatorControls {
    private final Database database;
    private final ControlLedger controls;
    private final OperatorActionLedger actions;

    OperatorControls(Database database, ControlLedger controls, OperatorActionLedger actions) {
        this.database = database;
        this.controls = controls;
        this.actions = actions;
    }

    /**
     * Pauses a receiver; with {@code drain}, what was accepted until now still goes.
     *
     * @param until when it goes on by itself; null when somebody must let it
     * @return false when there is no such receiver
     */
    public boolean pauseReceiver(String systemId, boolean drain, Instant until, String byWhom, String reason) {
        return database.inTransaction(() -> {
            Instant before = drain ? Times.now(database) : null;
            if (controls.stop(systemId, byWhom, reason, until, before) == 0) {
                return false;
            }
            return keep(systemId, drain ? "drained" : "paused", byWhom, reason);
        });
    }

    public boolean resumeReceiver(String systemId, String byWhom, String reason) {
        return database.inTransaction(() -> {
            if (!isKnown(systemId)) {
                return false;
            }
            controls.letGo(systemId);
            return keep(systemId, "resumed", byWhom, reason);
        });
    }

    public boolean tryReceiverNow(String systemId, String byWhom, String reason) {
        return database.inTransaction(() -> {
            if (!isKnown(systemId)) {
                return false;
            }
            controls.probe(systemId);
            return keep(systemId, "tried-now", byWhom, reason);
        });
    }

    /**
     * Pauses the receivers of a way out that are not paused already.
     *
     * @param routeId the template of the way out, such as {@code deliver-fhir}
     * @param systemIds its receivers
     * @return how many were stopped by it
     */
    public int pauseOutgoing(
            String routeId, List<String> systemIds, boolean drain, Instant until, String byWhom, String reason) {
        return database.inTransaction(() -> {
            Instant before = drain ? Times.now(database) : null;
            int stopped = database.sql("UPDATE control SET paused = true, paused_until = ?, drain_before = ?,"
                            + " paused_by = ?, paused_reason = ? WHERE system_id = ANY (?)"
                            + " AND (NOT paused OR paused_until <= clock_timestamp() OR paused_by = ?)")
                    .param(1, Times.at(until))
                    .param(2, Times.at(before))
                    .param(3, route(routeId))
                    .param(4, reason)
                    .param(5, systemIds.toArray(String[]::new))
                    .param(6, route(routeId))
                    .update();
            actions.record(byWhom, drain ? "drained" : "paused", route(routeId), reason);
            return stopped;
        });
    }

    /** Lets those receivers go that were stopped with the way out, and no others. */
    public int resumeOutgoing(String routeId, String byWhom, String reason) {
        return database.inTransaction(() -> {
            List<String> stopped = database.sql(
                            "SELECT system_id FROM control WHERE paused AND paused_by = ? FOR UPDATE")
                    .param(route(routeId))
                    .query(String.class)
                    .list();
            stopped.forEach(controls::letGo);
            actions.record(byWhom, "resumed", route(routeId), reason);
            return stopped.size();
        });
    }

    public void tryOutgoingNow(String routeId, List<String> systemIds, String byWhom, String reason) {
        database.inTransaction(() -> {
            systemIds.forEach(controls::probe);
            return actions.record(byWhom, "tried-now", route(routeId), reason);
        });
    }

    /** Takes nothing more by a way in: its senders are told to try later. */
    public void pauseIncoming(String routeId, Instant until, String byWhom, String reason) {
        database.inTransaction(() -> {
            database.sql(
                            "INSERT INTO route_control (route_id, paused_until, paused_by, reason) VALUES (?, ?, ?, ?)"
                                    + " ON CONFLICT (route_id) DO UPDATE SET paused_until = excluded.paused_until,"
                                    + " paused_by = excluded.paused_by, reason = excluded.reason, paused_at = clock_timestamp()")
                    .params(routeId, Times.at(until), byWhom, reason)
                    .update();
            return actions.record(byWhom, "paused", route(routeId), reason);
        });
    }

    public void resumeIncoming(String routeId, String byWhom, String reason) {
        database.inTransaction(() -> {
            database.sql("DELETE FROM route_control WHERE route_id = ?")
                    .param(routeId)
                    .update();
            return actions.record(byWhom, "resumed", route(routeId), reason);
        });
    }

    /** @param systemId the receiver it is kept from; empty for all */
    public void pauseEvent(
            String eventCode, String systemId, boolean drain, Instant until, String byWhom, String reason) {
        database.inTransaction(() -> {
            database.sql(
                            "INSERT INTO event_control (event_code, system_id, paused_until, drain_before, paused_by, reason)"
                                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (event_code, system_id) DO UPDATE SET"
                                    + " paused_until = excluded.paused_until, drain_before = excluded.drain_before,"
                                    + " paused_by = excluded.paused_by, reason = excluded.reason, paused_at = clock_timestamp()")
                    .params(
                            eventCode,
                            systemId,
                            Times.at(until),
                            Times.at(drain ? Times.now(database) : null),
                            byWhom,
                            reason)
                    .update();
            return actions.record(byWhom, drain ? "drained" : "paused", event(eventCode, systemId), reason);
        });
    }

    public void resumeEvent(String eventCode, String systemId, String byWhom, String reason) {
        database.inTransaction(() -> {
            database.sql("DELETE FROM event_control WHERE event_code = ? AND system_id = ?")
                    .params(eventCode, systemId)
                    .update();
            makeDue(eventCode, systemId);
            return actions.record(byWhom, "resumed", event(eventCode, systemId), reason);
        });
    }

    public void tryEventNow(String eventCode, String systemId, String byWhom, String reason) {
        database.inTransaction(() -> {
            makeDue(eventCode, systemId);
            return actions.record(byWhom, "tried-now", event(eventCode, systemId), reason);
        });
    }

    /** Refuses the credentials of systems from the next heartbeat of each node on. */
    public void revoke(List<String> systemIds, String byWhom, String reason) {
        database.inTransaction(() -> {
            for (String systemId : systemIds) {
                database.sql("INSERT INTO revoked_system (system_id, revoked_by, reason) VALUES (?, ?, ?)"
                                + " ON CONFLICT (system_id) DO NOTHING")
                        .params(systemId, byWhom, reason)
                        .update();
                actions.record(byWhom, "revoked", system(systemId), reason);
            }
            return systemIds.size();
        });
    }

    /** Takes the credentials of a system again. */
    public void restore(String systemId, String byWhom, String reason) {
        database.inTransaction(() -> {
            database.sql("DELETE FROM revoked_system WHERE system_id = ?")
                    .param(systemId)
                    .update();
            return actions.record(byWhom, "restored", system(systemId), reason);
        });
    }

    public List<String> listRevoked() {
        return database.read(() -> database.sql("SELECT system_id FROM revoked_system ORDER BY system_id")
                .query(String.class)
                .list());
    }

    /** What is paused now, in order of event. */
    public List<EventPause> listEventPauses() {
        return database.read(() -> database.sql("SELECT * FROM event_control WHERE paused_until IS NULL"
                        + " OR paused_until > clock_timestamp() ORDER BY event_code, system_id")
                .query((row, n) -> readEvent(row))
                .list());
    }

    /** The ways in that are paused now. */
    public List<RoutePause> listRoutePauses() {
        return database.read(() -> database.sql("SELECT * FROM route_control WHERE paused_until IS NULL"
                        + " OR paused_until > clock_timestamp() ORDER BY route_id")
                .query((row, n) -> new RoutePause(
                        row.getString("route_id"),
                        Times.read(row, "paused_at"),
                        Times.read(row, "paused_until"),
                        row.getString("paused_by"),
                        row.getString("reason")))
                .list());
    }

    /** A line of what was done to a receiver, by persons and by the hub itself. */
    public record Line(Instant at, String step, String byWhom, String reason) {}

    /** Newest first. */
    public List<Line> listHistory(String systemId, int limit) {
        return database.read(() -> database.sql(
                        "SELECT * FROM control_history WHERE system_id = ? ORDER BY at DESC LIMIT ?")
                .params(systemId, limit)
                .query((row, n) -> new Line(
                        Times.read(row, "at"),
                        row.getString("step"),
                        row.getString("by_whom"),
                        row.getString("reason")))
                .list());
    }

    private void makeDue(String eventCode, String systemId) {
        database.sql("UPDATE delivery d SET next_attempt = least(d.next_attempt, clock_timestamp()), hinted_at = NULL"
                        + " FROM message m WHERE m.hub_id = d.hub_id AND m.event_code = ? AND d.state = 'READY' AND d.head"
                        + " AND ? IN ('', d.receiver_system)")
                .params(eventCode, systemId)
                .update();
    }

    private boolean isKnown(String systemId) {
        return database.sql("SELECT EXISTS (SELECT FROM control WHERE system_id = ?)")
                .param(systemId)
                .query(Boolean.class)
                .single();
    }

    private boolean keep(String systemId, String step, String byWhom, String reason) {
        controls.record(systemId, step, byWhom, reason);
        actions.record(byWhom, step, system(systemId), reason);
        return true;
    }

    private static EventPause readEvent(ResultSet row) throws SQLException {
        return new EventPause(
                row.getString("event_code"),
                row.getString("system_id"),
                Times.read(row, "paused_at"),
                Times.read(row, "paused_until"),
                row.getObject("drain_before") != null,
                row.getString("paused_by"),
                row.getString("reason"));
    }

    private static String system(String systemId) {
        return "system " + systemId;
    }

    private static String route(String routeId) {
        return "route " + routeId;
    }

    private static String event(String eventCode, String systemId) {
        return "event " + eventCode + (systemId.isEmpty() ? "" : " system " + systemId);
    }
}
