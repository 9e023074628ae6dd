package se.knutpunkt.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the watching reads beside messages: what waits, circuits, nodes, disks and certificates. */
public final class WatchLedger {
    private final Database database;

    WatchLedger(Database database) {
        this.database = database;
    }

    /** What waits for one receiver: counts, and when the oldest of it was accepted. */
    public record Waiting(String systemId, long ready, long held, Instant oldest, boolean paused) {}

    /** A circuit that is open, or half open. */
    public record OpenCircuit(String systemId, Instant openedAt, int failures) {}

    /** A living node's clock. */
    public record NodeClock(String nodeId, Duration offset) {}

    /** Room on a disk at a moment. */
    public record DiskSample(String place, Instant at, long free, long total) {}

    /** A certificate that is in use. */
    public record Certificate(String owner, String fingerprint, Instant notAfter, Instant seenAt) {}

    /** By receiver; costs what waits, however much was delivered. */
    public List<Waiting> listWaiting() {
        return database.read(() -> database.sql(
                        "SELECT d.receiver_system, count(*) FILTER (WHERE d.state <> 'HELD') AS ready,"
                                + " count(*) FILTER (WHERE d.state = 'HELD') AS held, min(d.accepted_at) AS oldest,"
                                + " coalesce(bool_or(c.paused AND (c.paused_until IS NULL OR c.paused_until > clock_timestamp())), false) AS paused"
                                + " FROM delivery d LEFT JOIN control c ON c.system_id = d.receiver_system"
                                + " WHERE d.kind = 'MESSAGE' AND d.state IN ('READY', 'SENDING', 'HELD') GROUP BY d.receiver_system"
                                + " ORDER BY d.receiver_system")
                .query((row, n) -> new Waiting(
                        row.getString(1),
                        row.getLong("ready"),
                        row.getLong("held"),
                        Times.read(row, "oldest"),
                        row.getBoolean("paused")))
                .list());
    }

    public List<OpenCircuit> listOpenCircuits() {
        return database.read(() -> database.sql(
                        "SELECT c.system_id, c.failures, coalesce((SELECT max(h.at) FROM control_history h"
                                + " WHERE h.system_id = c.system_id AND h.step = 'circuit-opened'), clock_timestamp()) AS opened_at"
                                + " FROM control c WHERE c.open_until IS NOT NULL ORDER BY c.system_id")
                .query((row, n) ->
                        new OpenCircuit(row.getString(1), Times.read(row, "opened_at"), row.getInt("failures")))
                .list());
    }

    public List<NodeClock> listClocks() {
        return database.read(() -> database.sql("SELECT id, clock_offset_ms FROM node WHERE ended_at IS NULL"
                        + " AND beat_at > clock_timestamp() - make_interval(secs => ?) ORDER BY id")
                .param(Ledgers.DEAD_AFTER_SECONDS)
                .query((row, n) -> new NodeClock(row.getString(1), Duration.ofMillis(row.getLong(2))))
                .list());
    }

    public void recordDisk(DiskSample sample) {
        database.inTransaction(() -> {
            database.sql("DELETE FROM disk_sample WHERE place = ? AND at < ?")
                    .params(sample.place(), Times.at(sample.at().minus(Duration.ofDays(3))))
                    .update();
            return database.sql(
                            "INSERT INTO disk_sample (place, at, free, total) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
                    .params(sample.place(), Times.at(sample.at()), sample.free(), sample.total())
                    .update();
        });
    }

    /** Samples since then, by place and time. */
    public List<DiskSample> listDisks(Instant since) {
        return database.read(() -> database.sql(
                        "SELECT place, at, free, total FROM disk_sample WHERE at >= ? ORDER BY place, at")
                .param(Times.at(since))
                .query((row, n) -> new DiskSample(
                        row.getString(1), Times.read(row, "at"), row.getLong("free"), row.getLong("total")))
                .list());
    }

    public void recordCertificate(Certificate seen) {
        database.read(() -> database.sql(
                        "INSERT INTO certificate_seen AS c (owner, fingerprint, not_after, seen_at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (owner, fingerprint) DO UPDATE SET seen_at = greatest(c.seen_at, excluded.seen_at)")
                .params(seen.owner(), seen.fingerprint(), Times.at(seen.notAfter()), Times.at(seen.seenAt()))
                .update());
    }

    /** The last one that each owner showed, if it did since then. */
    public List<Certificate> listCertificates(Instant since) {
        return database.read(() -> database.sql(
                        "SELECT DISTINCT ON (owner) owner, fingerprint, not_after, seen_at FROM certificate_seen"
                                + " WHERE seen_at >= ? ORDER BY owner, seen_at DESC, not_after DESC")
                .param(Times.at(since))
                .query((row, n) -> new Certificate(
                        row.getString(1), row.getString(2), Times.read(row, "not_after"), Times.read(row, "seen_at")))
                .list());
    }
}
