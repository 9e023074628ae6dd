package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.operate.incident.Incidents;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Incidents, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/incidents")
@Tag(name = "Incidents", description = "What went wrong, whom it concerned, what is done")
public class IncidentsApi {

    private final Incidents incidents;

    IncidentsApi(Incidents incidents) {
        this.incidents = incidents;
    }

    /** A new incident; without beganAt it began when the first of its alerts was opened. */
    public record NewIncident(String title, String severity, Instant beganAt, List<UUID> alerts, String reason) {}

    /** What and when it was, and why. */
    public record Description(
            String title,
            String severity,
            Instant beganAt,
            Instant endedAt,
            String causeKind,
            String cause,
            String reason) {}

    /** A line of the timeline. */
    public record Line(String text) {}

    /** A party it concerned. */
    public record Concerned(String partyId) {}

    /** Something to be done. */
    public record NewAction(String what, String owner, LocalDate due) {}

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping
    @Operation(summary = "Incidents, the last opened first")
    Paged<IncidentRow> list(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(defaultValue = "true") boolean closed,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer limit) {
        int size = Paged.limit(limit);
        int from = Cursor.read(cursor, Integer::valueOf, 0);
        return Offsets.page(incidents.list(open, closed, size + 1, from), size, from);
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/{id}")
    @Operation(summary = "One incident, whole")
    Incidents.Whole one(@PathVariable UUID id) {
        return incidents.get(id);
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Open an incident; the parties concerned are counted from the ledger")
    Incidents.Whole open(@RequestBody NewIncident what, Operator operator) {
        return incidents.open(
                what.title(),
                String.valueOf(what.severity()),
                what.beganAt(),
                what.alerts() == null ? List.of() : what.alerts(),
                operator.name(),
                what.reason());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PutMapping("/{id}/description")
    @Operation(summary = "Say what and when it was, and why")
    Incidents.Whole describe(@PathVariable UUID id, @RequestBody Description what, Operator operator) {
        return incidents.describe(
                id,
                what.title(),
                String.valueOf(what.severity()),
                what.beganAt(),
                what.endedAt(),
                what.causeKind() == null ? "" : what.causeKind(),
                what.cause(),
                operator.name(),
                what.reason());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/{id}/count")
    @Operation(summary = "Count anew whom it concerned")
    Incidents.Whole count(@PathVariable UUID id, Operator operator) {
        return incidents.count(id, operator.name());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/{id}/notes")
    @Operation(summary = "Write a line in its timeline")
    Incidents.Whole note(@PathVariable UUID id, @RequestBody Line line, Operator operator) {
        return incidents.note(id, operator.name(), line.text());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/{id}/parties")
    @Operation(summary = "Add a party that the ledger does not tell of")
    Incidents.Whole addParty(@PathVariable UUID id, @RequestBody Concerned party, Operator operator) {
        return incidents.addParty(id, String.valueOf(party.partyId()), operator.name());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/{id}/actions")
    @Operation(summary = "Add something to be done")
    Incidents.Whole addAction(@PathVariable UUID id, @RequestBody NewAction action, Operator operator) {
        return incidents.addAction(id, action.what(), action.owner(), action.due(), operator.name());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/{id}/actions/{action}/done")
    @Operation(summary = "Say that it is done")
    Incidents.Whole finish(@PathVariable UUID id, @PathVariable UUID action, Operator operator) {
        return incidents.finishAction(id, action, operator.name());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/{id}/tell")
    @Operation(summary = "Tell the contacts of the parties concerned, by e-mail")
    Incidents.Told tell(@PathVariable UUID id, @RequestBody FailureGroupsApi.Why why, Operator operator) {
        return incidents.tellParties(id, operator.name(), why.reason());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/{id}/close")
    @Operation(summary = "Close it", description = "409 until its end and the kind of its cause are known.")
    Incidents.Whole close(@PathVariable UUID id, @RequestBody FailureGroupsApi.Why why, Operator operator) {
        return incidents.close(id, operator.name(), why.reason());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/{id}/reopen")
    @Operation(summary = "Open it again")
    Incidents.Whole reopen(@PathVariable UUID id, @RequestBody FailureGroupsApi.Why why, Operator operator) {
        return incidents.reopen(id, operator.name(), why.reason());
    }
}
