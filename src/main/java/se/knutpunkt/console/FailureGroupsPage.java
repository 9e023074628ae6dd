package se.knutpunkt.console;

import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.ledger.FailureGroup;
import se.knutpunkt.ledger.FailureKind;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ErrorTexts;
import se.knutpunkt.operate.failure.FailureGroups;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Failures grouped by their cause. */
@Controller
public class FailureGroupsPage {

    private final FailureGroups groups;
    private final ErrorTexts texts = new ErrorTexts();

    FailureGroupsPage(FailureGroups groups) {
        this.groups = groups;
    }

    /** A group, with what its error means. */
    public record Row(FailureGroup group, String error) {}

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/failure-groups")
    String list(
            @RequestParam(defaultValue = "false") boolean solved,
            @RequestParam(required = false) String cursor,
            Locale locale,
            Model model) {
        int from = Cursor.read(cursor, Integer::valueOf, 0);
        Paged<FailureGroup> found = Offsets.page(groups.list(solved, Paged.SIZE + 1, from), Paged.SIZE, from);
        model.addAttribute("solved", solved);
        model.addAttribute(
                "groups",
                new Paged<>(
                        found.items().stream().map(group -> row(group, locale)).toList(), found.next()));
        return "console/failure-groups";
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/failure-groups/{id}")
    String one(
            @PathVariable String id,
            @RequestParam(required = false) String cursor,
            Operator operator,
            Locale locale,
            Model model) {
        int from = Cursor.read(cursor, Integer::valueOf, 0);
        FailureGroup group = groups.get(id);
        ReplayJob mending = groups.findMending(id).orElse(null);
        model.addAttribute("row", row(group, locale));
        model.addAttribute("mending", mending);
        if (group.kind() == FailureKind.HELD
                && (mending == null || mending.state().hasEnded())) {
            model.addAttribute("preview", groups.preview(id));
        }
        model.addAttribute("mayMend", operator.has(Right.RETRY_DELIVERY));
        model.addAttribute("mayOwn", operator.has(Right.OWN_FAILURE_GROUP));
        model.addAttribute("items", Offsets.page(groups.listItems(id, Paged.SIZE + 1, from), Paged.SIZE, from));
        return "console/failure-group";
    }

    @Requires(Right.OWN_FAILURE_GROUP)
    @PostMapping("/failure-groups/{id}/describe")
    String describe(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String note,
            @RequestParam(defaultValue = "") String knownError,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        groups.describe(id, owner, note, knownError, operator.name(), reason);
        Notice.done(next, "failure-groups.described");
        return "redirect:/failure-groups/" + id;
    }

    @Requires(Right.RETRY_DELIVERY)
    @PostMapping("/failure-groups/{id}/mend")
    String mend(
            @PathVariable String id,
            @RequestParam UUID once,
            @RequestParam int shown,
            @RequestParam(required = false) Integer typed,
            @RequestParam(defaultValue = "0") int canary,
            @RequestParam(defaultValue = "0") int rate,
            @RequestParam(defaultValue = "20") int failuresAllowed,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        ReplayJob job = groups.mend(
                id,
                new FailureGroups.Mending(once, shown, typed, canary, rate, failuresAllowed),
                operator.name(),
                reason);
        if (job.id().equals(once)) {
            Notice.done(next, "failure-groups.mended", job.items());
        } else {
            Notice.done(next, "failure-groups.mended-already", job.byWhom());
        }
        return "redirect:/replays/" + job.id();
    }

    @Requires(Right.OWN_FAILURE_GROUP)
    @PostMapping("/failure-groups/{id}/solve")
    String solve(@PathVariable String id, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        groups.solve(id, operator.name(), reason);
        Notice.done(next, "failure-groups.is-solved");
        return "redirect:/failure-groups/" + id;
    }

    @Requires(Right.OWN_FAILURE_GROUP)
    @PostMapping("/failure-groups/{id}/reopen")
    String reopen(@PathVariable String id, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        groups.reopen(id, operator.name(), reason);
        Notice.done(next, "failure-groups.reopened");
        return "redirect:/failure-groups/" + id;
    }

    private Row row(FailureGroup group, Locale locale) {
        return new Row(
                group,
                ErrorCode.findByNumber(group.errorNumber())
                        .map(code -> texts.operator(code, locale))
                        .orElse(""));
    }
}
