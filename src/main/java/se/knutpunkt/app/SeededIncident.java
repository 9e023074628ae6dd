package se.knutpunkt.app;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.ledger.LedgerCopy;
import se.knutpunkt.report.figures.Period;

/** One made-up incident, row by row, as operations would have recorded it. */
final class SeededIncident {

    private static final String BY_WHOM = "demo";

    private final LedgerCopy ledger;
    private final String name;
    private final UUID id;
    private final Instant began;
    private final Instant ended;
    private int rows;

    SeededIncident(LedgerCopy ledger, Period period, int number, Instant began, Instant ended) {
        this.ledger = ledger;
        this.name = "incident " + period + " " + number;
        this.id = id(name);
        this.began = began;
        this.ended = ended;
    }

    void write(String severity, String causeKind, String title, String cause) {
        write(
                "incident",
                List.of(
                        "id",
                        "began_at",
                        "ended_at",
                        "opened_at",
                        "closed_at",
                        "state",
                        "severity",
                        "opened_by",
                        "closed_by",
                        "title",
                        "cause_kind",
                        "cause"),
                id,
                began,
                ended,
                began.plusSeconds(300),
                ended.plusSeconds(86_400),
                "CLOSED",
                severity,
                BY_WHOM,
                BY_WHOM,
                title,
                causeKind,
                cause);
    }

    void party(String party, long delayed, long undelivered, long longestSeconds) {
        write(
                "incident_party",
                List.of("incident_id", "delayed", "undelivered", "longest_seconds", "counted", "party_id"),
                id,
                delayed,
                undelivered,
                longestSeconds,
                true,
                party);
    }

    void entry(Instant at, String step, String text) {
        write(
                "incident_entry",
                List.of("id", "incident_id", "at", "step", "by_whom", "text"),
                id(name + " entry " + rows++),
                id,
                at,
                step,
                BY_WHOM,
                text);
    }

    void action(String what, LocalDate due, Instant created, Instant done) {
        write(
                "incident_action",
                List.of("id", "incident_id", "created_at", "done_at", "due", "state", "owner", "what"),
                id(name + " action " + rows++),
                id,
                created,
                done,
                due,
                done == null ? "OPEN" : "DONE",
                "GITS",
                what);
    }

    private void write(String table, List<String> columns, Object... values) {
        ledger.write(table, columns, List.<Object[]>of(values).iterator());
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
