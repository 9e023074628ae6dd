package se.knutpunkt.console.mend;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.console.Paged;
import se.knutpunkt.ledger.DeliverySelection;
import se.knutpunkt.ledger.ReplayItem;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayTarget;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.replay.ReplayPreview;
import se.knutpunkt.operate.replay.ReplayRequest;
import se.knutpunkt.operate.replay.Replays;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Many deliveries at once, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/replays")
@Tag(name = "Replays", description = "Many deliveries tried again, sent again or redirected")
public class ReplaysApi {

    private final Replays replays;
    private final ReplayLists lists;

    ReplaysApi(Replays replays) {
        this.replays = replays;
        this.lists = new ReplayLists(replays);
    }

    /** Which deliveries: these, or all that fit every criterion given. */
    public record Selection(
            Set<UUID> deliveryIds,
            String receiverSystem,
            String receiverParty,
            String receiverUnit,
            String eventCode,
            String errorNumber,
            Instant from,
            Instant to) {

        DeliverySelection toSelection() {
            return new DeliverySelection(
                    deliveryIds == null ? Set.of() : deliveryIds,
                    text(receiverSystem),
                    text(receiverParty),
                    text(receiverUnit),
                    text(eventCode),
                    text(errorNumber),
                    "",
                    from,
                    to);
        }
    }

    /** What to look at. */
    public record Question(ReplayKind kind, Selection selection) {}

    /** What to begin; {@code expected} is what the preview said, {@code typed} the same once more where it asked for it. */
    public record Begin(
            UUID id,
            ReplayKind kind,
            Selection selection,
            int expected,
            Integer typed,
            Integer canary,
            Integer rate,
            Integer failuresAllowed,
            String targetUnit,
            String targetRole,
            String reason) {}

    /** Why. */
    public record Why(String reason) {}

    @Requires(Right.REPLAY)
    @PostMapping("/preview")
    @Operation(summary = "What a selection means now; changes nothing")
    ReplayPreview preview(@RequestBody Question question) {
        return replays.preview(kind(question.kind()), selection(question.selection()));
    }

    @Requires(Right.REPLAY)
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Begin a replay",
            description =
                    "409 when the selection means others than expected, or one of them is in another replay; 403 for a redirection"
                            + " without that right.")
    ReplayJob begin(@RequestBody Begin begin, Operator operator) {
        ReplayKind kind = kind(begin.kind());
        ReplaysPage.requireRedirect(kind, operator);
        return replays.begin(
                new ReplayRequest(
                        begin.id(),
                        kind,
                        selection(begin.selection()),
                        begin.expected(),
                        begin.typed(),
                        Objects.requireNonNullElse(begin.canary(), 0),
                        Objects.requireNonNullElse(begin.rate(), 0),
                        Objects.requireNonNullElse(begin.failuresAllowed(), 20),
                        ReplayTarget.unit(text(begin.targetUnit()), text(begin.targetRole()))),
                operator.name(),
                begin.reason());
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping
    @Operation(summary = "Replays, the newest first")
    Paged<ReplayJob> list(
            @RequestParam(required = false) String cursor, @RequestParam(required = false) Integer limit) {
        return lists.list(cursor, limit);
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/{id}")
    @Operation(summary = "How far a replay has come")
    ReplayJob one(@PathVariable UUID id) {
        return replays.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "replay", ""));
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/{id}/items")
    @Operation(summary = "The deliveries of a replay and what became of each")
    Paged<ReplayItem> items(
            @PathVariable UUID id,
            @RequestParam(required = false) ReplayItem.State state,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer limit) {
        one(id);
        return lists.items(id, state, cursor, limit);
    }

    @Requires(Right.REPLAY)
    @PostMapping("/{id}/go-on")
    @Operation(summary = "Let the rest follow the canary")
    ReplayJob goOn(@PathVariable UUID id, @RequestBody Why why, Operator operator) {
        return replays.steer(id, Replays.Step.GO_ON, operator.name(), why.reason());
    }

    @Requires(Right.REPLAY)
    @PostMapping("/{id}/pause")
    @Operation(summary = "Let nothing more go for now")
    ReplayJob pause(@PathVariable UUID id, @RequestBody Why why, Operator operator) {
        return replays.steer(id, Replays.Step.PAUSE, operator.name(), why.reason());
    }

    @Requires(Right.REPLAY)
    @PostMapping("/{id}/resume")
    @Operation(summary = "Go on where it paused")
    ReplayJob resume(@PathVariable UUID id, @RequestBody Why why, Operator operator) {
        return replays.steer(id, Replays.Step.RESUME, operator.name(), why.reason());
    }

    @Requires(Right.REPLAY)
    @PostMapping("/{id}/stop")
    @Operation(summary = "End it; those whose turn had not come are left as they are")
    ReplayJob stop(@PathVariable UUID id, @RequestBody Why why, Operator operator) {
        return replays.steer(id, Replays.Step.STOP, operator.name(), why.reason());
    }

    private static ReplayKind kind(ReplayKind kind) {
        if (kind == null) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "kind", "RETRY, RESEND or REDIRECT");
        }
        return kind;
    }

    private static DeliverySelection selection(Selection selection) {
        return selection == null ? DeliverySelection.of(Set.of()) : selection.toSelection();
    }

    private static String text(String value) {
        return value == null ? "" : value.strip();
    }
}
