package se.knutpunkt.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** The living nodes: a heartbeat row per node, in database time. */
public final class NodeLedger {
    private static final Duration LARGEST_OFFSET = Duration.ofSeconds(1);

    private final Database database;
    private final Clock clock;
    private final String nodeId;
    private volatile boolean clockWrong;
    private volatile Set<String> pausedRoutes = Set.of();
    private volatile Set<String> revokedSystems = Set.of();

    NodeLedger(Database database, Clock clock, UUID start) {
        this.database = database;
        this.clock = clock;
        // Short, for it stands in every line of history; its end is random and its beginning the time of the start.
        this.nodeId = "node-" + shorten(start);
    }

    /** Name of this node, unique per start. */
    public String nodeId() {
        return nodeId;
    }

    /** Writes this node's heartbeat and its clock's offset to the database; called every few seconds. */
    public void heartbeat() {
        database.read(() -> {
            Instant before = clock.instant();
            Instant there = Times.now(database);
            Duration halfWay = Duration.between(before, clock.instant()).dividedBy(2);
            Duration offset = Duration.between(there, before.plus(halfWay));
            // A slow answer makes the measure uncertain by half its way; only what is certain is held against the
            // clock.
            readControls();
            clockWrong = offset.abs().minus(halfWay.abs()).compareTo(LARGEST_OFFSET) > 0;
            return database.sql("INSERT INTO node (id, beat_at, clock_offset_ms) VALUES (?, clock_timestamp(), ?)"
                            + " ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at, ended_at = NULL,"
                            + " clock_offset_ms = excluded.clock_offset_ms")
                    .params(nodeId, offset.toMillis())
                    .update();
        });
    }

    /** True while this node's clock was off by more than a second from the database's at the last heartbeat. */
    public boolean isClockWrong() {
        return clockWrong;
    }

    /** True while nothing is to be taken by this way in, as of the last heartbeat. */
    public boolean isPaused(String routeId) {
        return pausedRoutes.contains(routeId);
    }

    /** True when the system's credentials are refused, as of the last heartbeat. */
    public boolean isRevoked(String systemId) {
        return revokedSystems.contains(systemId);
    }

    private void readControls() {
        pausedRoutes = Set.copyOf(database.sql("SELECT route_id FROM route_control"
                        + " WHERE paused_until IS NULL OR paused_until > clock_timestamp()")
                .query(String.class)
                .list());
        revokedSystems = Set.copyOf(database.sql("SELECT system_id FROM revoked_system")
                .query(String.class)
                .list());
    }

    /** Ends this node's heartbeat, so that others take over at once. */
    public void end() {
        database.read(() -> database.sql("UPDATE node SET ended_at = clock_timestamp() WHERE id = ?")
                .param(nodeId)
                .update());
    }

    private static String shorten(UUID id) {
        String time = Long.toString(id.getMostSignificantBits() >>> 16, 36);
        String random = Long.toString(id.getLeastSignificantBits() & 0xFFFFFFFFFFL, 36);
        return (time + random).toLowerCase(Locale.ROOT);
    }
}
