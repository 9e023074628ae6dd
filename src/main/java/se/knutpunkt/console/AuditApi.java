package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.OperatorAction;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** The log of actions, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/audit")
@Tag(name = "Audit", description = "What persons did and looked at")
public class AuditApi {

    private final OperatorLog log;

    AuditApi(OperatorLog log) {
        this.log = log;
    }

    @Requires(Right.VIEW_AUDIT)
    @GetMapping
    @Operation(summary = "The log of actions, newest first")
    Paged<OperatorAction> list(
            @RequestParam(required = false) String byWhom,
            @RequestParam(required = false) String subject,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer limit) {
        return AuditPage.AuditLists.list(log, byWhom, subject, cursor, limit);
    }

    /**
     * Whether the log is whole.
     *
     * @param whole nothing was changed or taken away
     * @param firstBroken number of the first action that does not follow from those before it; null when whole
     */
    public record Chain(boolean whole, Long firstBroken) {}

    @Requires(Right.VIEW_AUDIT)
    @GetMapping("/chain")
    @Operation(summary = "Whether nothing of the log was changed or taken away")
    Chain chain() {
        return log.findBreak().map(broken -> new Chain(false, broken)).orElse(new Chain(true, null));
    }
}
