package se.knutpunkt.console.mend;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.console.Notice;
import se.knutpunkt.ledger.ReplayItem;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayTarget;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Role;
import se.knutpunkt.operate.replay.ReplayRequest;
import se.knutpunkt.operate.replay.Replays;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Many deliveries at once: shown first, then begun, then steered. */
@Controller
public class ReplaysPage {

    private final Replays replays;
    private final ReplayLists lists;

    ReplaysPage(Replays replays) {
        this.replays = replays;
        this.lists = new ReplayLists(replays);
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/replays")
    String list(@RequestParam(required = false) String cursor, Model model) {
        model.addAttribute("replays", lists.list(cursor, null));
        return "console/replays";
    }

    /** The form, and below it what the selection means when there is one. Changes nothing. */
    @Requires(Right.REPLAY)
    @GetMapping("/replays/new")
    String ask(@ModelAttribute SelectionForm form, Operator operator, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("kinds", ReplayKind.values());
        model.addAttribute("mayRedirect", operator.has(Right.REDIRECT));
        model.addAttribute(
                "roles",
                Arrays.stream(Role.values()).filter(role -> role != Role.HUB).toList());
        if (!form.isEmpty()) {
            model.addAttribute("preview", replays.preview(form.requireKind(), form.toSelection()));
        }
        return "console/replay-new";
    }

    @Requires(Right.REPLAY)
    @PostMapping("/replays")
    String begin(
            @ModelAttribute SelectionForm form,
            @RequestParam(name = "once") String once,
            @RequestParam int shown,
            @RequestParam(required = false) Integer typed,
            @RequestParam(defaultValue = "0") int canary,
            @RequestParam(defaultValue = "0") int rate,
            @RequestParam(defaultValue = "20") int failuresAllowed,
            @RequestParam(defaultValue = "") String targetUnit,
            @RequestParam(defaultValue = "") String targetRole,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        ReplayKind kind = form.requireKind();
        requireRedirect(kind, operator);
        ReplayJob job = replays.begin(
                new ReplayRequest(
                        SelectionForm.id("once", once),
                        kind,
                        form.toSelection(),
                        shown,
                        typed,
                        canary,
                        rate,
                        failuresAllowed,
                        ReplayTarget.unit(targetUnit.strip(), targetRole)),
                operator.name(),
                reason);
        Notice.done(next, "replays.begun", job.items());
        return "redirect:/replays/" + job.id();
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/replays/{id}")
    String one(
            @PathVariable UUID id,
            @RequestParam(required = false) ReplayItem.State state,
            @RequestParam(required = false) String cursor,
            Operator operator,
            Model model) {
        model.addAttribute("job", require(id));
        model.addAttribute("maySteer", operator.has(Right.REPLAY));
        model.addAttribute("state", state);
        model.addAttribute("states", ReplayItem.State.values());
        model.addAttribute("items", lists.items(id, state, cursor, null));
        return "console/replay";
    }

    /** How far it has come, fetched again while it runs. */
    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/replays/{id}/progress")
    String progress(@PathVariable UUID id, Model model) {
        model.addAttribute("job", require(id));
        model.addAttribute("states", ReplayItem.State.values());
        return "console/replay :: progress";
    }

    @Requires(Right.REPLAY)
    @PostMapping("/replays/{id}/steer")
    String steer(
            @PathVariable UUID id,
            @RequestParam Replays.Step step,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        replays.steer(id, step, operator.name(), reason);
        Notice.done(next, "replays.done-" + step.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        return "redirect:/replays/" + id;
    }

    private ReplayJob require(UUID id) {
        return replays.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "replay", ""));
    }

    /** The right of the method is that of any replay; to choose who receives is one more. */
    static void requireRedirect(ReplayKind kind, Operator operator) {
        if (kind == ReplayKind.REDIRECT && !operator.has(Right.REDIRECT)) {
            throw new HubException(ErrorCode.RIGHT_MISSING, Right.REDIRECT.code(), "");
        }
    }
}
