package se.knutpunkt.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import se.knutpunkt.message.HubException;

/** Counts of what is not stored, gathered in memory and added to the tables by {@link #flush}. */
final class IntakeCounts {
    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private final Database database;
    private final Clock clock;
    private final Object lock = new Object();
    private Map<Nowhere, Long> nowhere = new HashMap<>();
    private Map<Rejected, Long> rejected = new HashMap<>();
    private Map<TriedLater, Long> triedLater = new HashMap<>();

    IntakeCounts(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Nowhere(LocalDate day, String systemId, String eventCode, String reason) {}

    private record Rejected(Instant minute, String protocol, String errorNumber) {}

    private record TriedLater(Instant minute, String systemId, String errorNumber) {}

    void countTriedLater(String systemId, String errorNumber) {
        TriedLater key = new TriedLater(clock.instant().truncatedTo(ChronoUnit.MINUTES), systemId, errorNumber);
        synchronized (lock) {
            triedLater.merge(key, 1L, Long::sum);
        }
    }

    void countNowhere(String systemId, String eventCode, String reason) {
        Nowhere key = new Nowhere(LocalDate.ofInstant(clock.instant(), ZONE), systemId, eventCode, reason);
        synchronized (lock) {
            nowhere.merge(key, 1L, Long::sum);
        }
    }

    void countRejected(String protocol, String errorNumber) {
        Rejected key = new Rejected(clock.instant().truncatedTo(ChronoUnit.MINUTES), protocol, errorNumber);
        synchronized (lock) {
            rejected.merge(key, 1L, Long::sum);
        }
    }

    /** Adds what was gathered to the tables; what cannot be written now is kept for the next time. */
    void flush() {
        Map<Nowhere, Long> wentNowhere;
        Map<Rejected, Long> wereRejected;
        Map<TriedLater, Long> toldLater;
        synchronized (lock) {
            if (nowhere.isEmpty() && rejected.isEmpty() && triedLater.isEmpty()) {
                return;
            }
            wentNowhere = nowhere;
            wereRejected = rejected;
            toldLater = triedLater;
            nowhere = new HashMap<>();
            rejected = new HashMap<>();
            triedLater = new HashMap<>();
        }
        try {
            database.inTransaction(() -> write(wentNowhere, wereRejected) + write(toldLater));
        } catch (HubException e) {
            synchronized (lock) {
                toldLater.forEach((key, count) -> triedLater.merge(key, count, Long::sum));
                wentNowhere.forEach((key, count) -> nowhere.merge(key, count, Long::sum));
                wereRejected.forEach((key, count) -> rejected.merge(key, count, Long::sum));
            }
            throw e;
        }
    }

    private int write(Map<TriedLater, Long> toldLater) {
        toldLater.forEach((key, count) -> database.template()
                .update(
                        "INSERT INTO try_later_count AS c (hour, system_id, error_number, answers, last_at) VALUES (?, ?, ?, ?, ?)"
                                + " ON CONFLICT (hour, system_id, error_number) DO UPDATE SET"
                                + " answers = c.answers + excluded.answers, last_at = greatest(c.last_at, excluded.last_at)",
                        Times.at(key.minute().truncatedTo(ChronoUnit.HOURS)),
                        key.systemId(),
                        key.errorNumber(),
                        count,
                        Times.at(key.minute())));
        return toldLater.size();
    }

    private int write(Map<Nowhere, Long> wentNowhere, Map<Rejected, Long> wereRejected) {
        List<Object[]> rows = new ArrayList<>();
        wentNowhere.entrySet().stream()
                .sorted(java.util.Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> rows.add(new Object[] {
                    entry.getKey().day(),
                    entry.getKey().systemId(),
                    entry.getKey().eventCode(),
                    entry.getKey().reason(),
                    entry.getValue()
                }));
        for (Object[] row : rows) {
            database.template()
                    .update(
                            "INSERT INTO nowhere_count AS c (day, system_id, event_code, reason, messages)"
                                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (day, system_id, event_code, reason)"
                                    + " DO UPDATE SET messages = c.messages + excluded.messages",
                            row);
        }
        wereRejected.forEach((key, count) -> database.template()
                .update(
                        "INSERT INTO security_count AS c (minute, protocol, error_number, attempts) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (minute, protocol, error_number)"
                                + " DO UPDATE SET attempts = c.attempts + excluded.attempts",
                        Times.at(key.minute()),
                        key.protocol(),
                        key.errorNumber(),
                        count));
        return rows.size();
    }
}
