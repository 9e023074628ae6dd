package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.operate.incident.IncidentMarks;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** What the quarterly report must know of an incident, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/incidents/{id}")
@Tag(name = "Incidents", description = "What went wrong, whom it concerned, what is done")
public class IncidentMarksApi {

    private final IncidentMarks marks;

    IncidentMarksApi(IncidentMarks marks) {
        this.marks = marks;
    }

    /** Whether the reserve routine is in use from now on. */
    public record ReserveRoutine(boolean inUse, String reason) {}

    /** A word of those allowed, and why. */
    public record Mark(String what, String reason) {}

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/reserve-routine")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that the parties work by the reserve routine from now on, or no more")
    void reserveRoutine(@PathVariable UUID id, @RequestBody ReserveRoutine routine, Operator operator) {
        marks.reserveRoutine(id, routine.inUse(), operator.name(), routine.reason());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/security")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Say that it is a security incident: nis2, gdpr or patient-safety; the law's times run from now")
    void security(@PathVariable UUID id, @RequestBody Mark mark, Operator operator) {
        marks.security(id, String.valueOf(mark.what()), operator.name(), mark.reason());
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/reports")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Say that a report which a law asks for was made now, such as nis2-early-warning")
    void reported(@PathVariable UUID id, @RequestBody Mark mark, Operator operator) {
        marks.reported(id, String.valueOf(mark.what()), operator.name(), mark.reason());
    }
}
