package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.FailureGroup;
import se.knutpunkt.ledger.FailureLedger;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.failure.FailureGroups;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Failures grouped by their cause, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/failure-groups")
@Tag(name = "Failure groups", description = "Failures with one cause, and what is done about them")
public class FailureGroupsApi {

    private final FailureGroups groups;

    FailureGroupsApi(FailureGroups groups) {
        this.groups = groups;
    }

    /** Why it is done. */
    public record Why(String reason) {}

    /**
     * How to mend a group: the id is made by the program, so that asking twice begins one; {@code expected} is what the group was seen to
     * hold, {@code typed} the same once more where there are many.
     */
    public record Mend(
            UUID id,
            Integer expected,
            Integer typed,
            Integer canary,
            Integer rate,
            Integer failuresAllowed,
            String reason) {}

    /** What is said of a group. */
    public record Description(String owner, String note, String knownError, String reason) {}

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping
    @Operation(summary = "Open or solved groups, the last seen first")
    Paged<FailureGroup> list(
            @RequestParam(defaultValue = "false") boolean solved,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer limit) {
        int size = Paged.limit(limit);
        int from = Cursor.read(cursor, Integer::valueOf, 0);
        return Offsets.page(groups.list(solved, size + 1, from), size, from);
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/{id}")
    @Operation(summary = "One group")
    FailureGroup one(@PathVariable String id) {
        return groups.get(id);
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/{id}/failures")
    @Operation(summary = "The failures of a group, the last first")
    Paged<FailureLedger.Item> items(
            @PathVariable String id,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer limit) {
        int size = Paged.limit(limit);
        int from = Cursor.read(cursor, Integer::valueOf, 0);
        return Offsets.page(groups.listItems(id, size + 1, from), size, from);
    }

    @Requires(Right.OWN_FAILURE_GROUP)
    @PutMapping("/{id}/description")
    @Operation(summary = "Say who sees to it, what is known and where it is described")
    FailureGroup describe(@PathVariable String id, @RequestBody Description what, Operator operator) {
        return groups.describe(id, what.owner(), what.note(), what.knownError(), operator.name(), what.reason());
    }

    @Requires(Right.RETRY_DELIVERY)
    @PostMapping("/{id}/mend")
    @Operation(
            summary = "Try everything again that the group holds, in order, as one replay",
            description =
                    "The replay, which is followed and steered as such; the same one while it runs, whoever asks. 409 when the group"
                            + " holds nothing now, or not as many as expected. 422 when there are many and typed is not their number.")
    ReplayJob mend(@PathVariable String id, @RequestBody Mend mend, Operator operator) {
        return groups.mend(
                id,
                new FailureGroups.Mending(
                        mend.id(),
                        mend.expected(),
                        mend.typed(),
                        Objects.requireNonNullElse(mend.canary(), 0),
                        Objects.requireNonNullElse(mend.rate(), 0),
                        Objects.requireNonNullElse(mend.failuresAllowed(), 20)),
                operator.name(),
                mend.reason());
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/{id}/mending")
    @Operation(summary = "The replay that mends the group, or did so last", description = "404 when there was none.")
    ReplayJob mending(@PathVariable String id) {
        return groups.findMending(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "replay", ""));
    }

    @Requires(Right.OWN_FAILURE_GROUP)
    @PostMapping("/{id}/solve")
    @Operation(summary = "Call it solved: the next failure of it is a return")
    FailureGroup solve(@PathVariable String id, @RequestBody Why why, Operator operator) {
        return groups.solve(id, operator.name(), why.reason());
    }

    @Requires(Right.OWN_FAILURE_GROUP)
    @PostMapping("/{id}/reopen")
    @Operation(summary = "Open it again")
    FailureGroup reopen(@PathVariable String id, @RequestBody Why why, Operator operator) {
        return groups.reopen(id, operator.name(), why.reason());
    }
}
