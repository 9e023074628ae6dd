package se.knutpunkt.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** The living nodes: a heartbeat row per node, in database time. */
public final class NodeLedger {
    private final Database database;
    private final Clock clock;
    private final String nodeId;

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
            Instant here = before.plus(Duration.between(before, clock.instant()).dividedBy(2));
            return database.sql("INSERT INTO node (id, beat_at, clock_offset_ms) VALUES (?, clock_timestamp(), ?)"
                            + " ON CONFLICT (id) DO UPDATE SET beat_at = excluded.beat_at, ended_at = NULL,"
                            + " clock_offset_ms = excluded.clock_offset_ms")
                    .params(nodeId, Duration.between(there, here).toMillis())
                    .update();
        });
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
