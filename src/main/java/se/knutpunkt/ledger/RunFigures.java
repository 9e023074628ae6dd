package se.knutpunkt.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Figures of what was accepted since a moment, for the summary of a run; reads only. */
public final class RunFigures {
    /**
     * To follow a condition on accept or receive times, whose parameter is the moment again: keeps older months out. A day is more than
     * the nodes' clocks differ.
     */
    // No id is older than the epoch, and uuid_at knows nothing before it.
    private static final String SINCE = " >= uuid_at(greatest(?::timestamptz - interval '1 day', timestamptz 'epoch'))";

    private final Database database;

    public RunFigures(Database database) {
        this.database = database;
    }

    /**
     * How long deliveries took from accepted to delivered.
     *
     * @param count deliveries that have arrived
     * @param p50 median, in milliseconds
     * @param p95 95th percentile
     * @param p99 99th percentile
     */
    public record DeliveryTimes(long count, double p50, double p95, double p99) {}

    /** Deliveries of messages by party of the receiver and state, such as {@code municipality-ale -> {DELIVERED=12}}. */
    public Map<String, Map<String, Long>> countDeliveries(Instant since) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        database.read(() -> database.sql("SELECT receiver_party, state, count(*) FROM delivery WHERE kind = 'MESSAGE'"
                        + " AND accepted_at >= ? AND id" + SINCE + " GROUP BY receiver_party, state")
                .params(Timestamp.from(since), Timestamp.from(since))
                .query((row, n) -> counts.computeIfAbsent(row.getString(1), party -> new TreeMap<>())
                        .put(row.getString(2), row.getLong(3)))
                .list());
        return counts;
    }

    /** Deliveries, of messages and of receipts, that are still to be made. */
    public long countUnderWay(Instant since) {
        return database.read(() -> database.sql(
                        "SELECT count(*) FROM delivery WHERE state IN ('READY', 'SENDING') AND accepted_at >= ?")
                .param(Timestamp.from(since))
                .query(Long.class)
                .single());
    }

    /** Messages by outcome: ACCEPTED, REFUSED, and NOWHERE, which is counted by whole days. */
    public Map<String, Long> countMessages(Instant since) {
        Map<String, Long> counts = new TreeMap<>(Map.of("ACCEPTED", 0L, "REFUSED", 0L, "NOWHERE", 0L));
        database.read(() -> database.sql("SELECT state, count(*) FROM message WHERE received_at >= ? AND hub_id" + SINCE
                        + " GROUP BY state UNION ALL SELECT 'NOWHERE', coalesce(sum(messages), 0) FROM nowhere_count"
                        + " WHERE day >= (?::timestamptz AT TIME ZONE 'Europe/Stockholm')::date")
                .params(Timestamp.from(since), Timestamp.from(since), Timestamp.from(since))
                .query((row, n) -> counts.put(row.getString(1), row.getLong(2)))
                .list());
        return counts;
    }

    /** Positive receipts by level, such as {@code received -> 12}. */
    public Map<String, Long> countReceipts(Instant since) {
        Map<String, Long> counts = new TreeMap<>();
        database.read(() -> database.sql("SELECT level, count(*) FROM receipt WHERE code = 'OK' AND at >= ? AND hub_id"
                        + SINCE + " GROUP BY level")
                .params(Timestamp.from(since), Timestamp.from(since))
                .query((row, n) -> counts.put(row.getString(1).toLowerCase(Locale.ROOT), row.getLong(2)))
                .list());
        return counts;
    }

    public DeliveryTimes deliveryTimes(Instant since) {
        return database.read(
                () -> database.sql("SELECT count(*), coalesce(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms), 0),"
                                + " coalesce(percentile_cont(0.95) WITHIN GROUP (ORDER BY ms), 0),"
                                + " coalesce(percentile_cont(0.99) WITHIN GROUP (ORDER BY ms), 0) FROM"
                                + " (SELECT 1000 * extract(epoch FROM delivered_at - accepted_at)::float8 AS ms FROM delivery"
                                + " WHERE kind = 'MESSAGE' AND delivered_at IS NOT NULL AND accepted_at >= ? AND id"
                                + SINCE + ") AS taken")
                        .params(Timestamp.from(since), Timestamp.from(since))
                        .query((row, n) ->
                                new DeliveryTimes(row.getLong(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)))
                        .single());
    }
}
