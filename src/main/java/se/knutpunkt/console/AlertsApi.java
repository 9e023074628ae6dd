package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
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
import se.knutpunkt.ledger.AlertRow;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.operate.alert.AlertDesk;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Alerts, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/alerts")
@Tag(name = "Alerts", description = "What the hub warns of, and who was told")
public class AlertsApi {

    private final AlertDesk desk;

    AlertsApi(AlertDesk desk) {
        this.desk = desk;
    }

    /** How long nobody is told. */
    public record Silence(Instant until, String reason) {}

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping
    @Operation(summary = "Open alerts, or the resolved ones, the last opened first")
    Paged<AlertRow> list(
            @RequestParam(defaultValue = "false") boolean resolved,
            @RequestParam(required = false) String cursor,
            @RequestParam(required = false) Integer limit) {
        int size = Paged.limit(limit);
        int from = Cursor.read(cursor, Integer::valueOf, 0);
        return resolved
                ? Offsets.page(desk.listResolved(size + 1, from), size, from)
                : new Paged<>(desk.listOpen(), null);
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/{id}")
    @Operation(summary = "One alert")
    AlertRow one(@PathVariable UUID id) {
        return desk.get(id);
    }

    @Requires(Right.MANAGE_ALERTS)
    @PostMapping("/{id}/take")
    @Operation(summary = "Take it, so that it is not told to the next in line")
    AlertRow take(@PathVariable UUID id, Operator operator) {
        return desk.acknowledge(id, operator.name());
    }

    @Requires(Right.MANAGE_ALERTS)
    @PostMapping("/{id}/silence")
    @Operation(summary = "Tell nobody of it until a time, at most 31 days")
    AlertRow silence(@PathVariable UUID id, @RequestBody Silence silence, Operator operator) {
        return desk.silence(id, silence.until(), operator.name(), silence.reason());
    }

    @Requires(Right.MANAGE_ALERTS)
    @PostMapping("/{id}/silence/end")
    @Operation(summary = "End the silence")
    AlertRow endSilence(@PathVariable UUID id, @RequestBody FailureGroupsApi.Why why, Operator operator) {
        return desk.endSilence(id, operator.name(), why.reason());
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/channels")
    @Operation(summary = "The channels, and whether they can reach anybody")
    List<AlertDesk.ChannelState> channels() {
        return desk.listChannels();
    }

    @Requires(Right.MANAGE_ALERTS)
    @GetMapping("/notices")
    @Operation(summary = "The last notices, newest first")
    List<NoticeRow> notices() {
        return desk.listNotices();
    }

    @Requires(Right.MANAGE_ALERTS)
    @PostMapping("/notices/{id}/try")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Try a notice again that did not get through")
    void tryNotice(@PathVariable UUID id, Operator operator) {
        desk.tryNoticeAgain(id, operator.name());
    }
}
