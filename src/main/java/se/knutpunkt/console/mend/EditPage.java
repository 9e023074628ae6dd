package se.knutpunkt.console.mend;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.console.Notice;
import se.knutpunkt.ledger.Revision;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.operate.mend.Edit;
import se.knutpunkt.operate.mend.EditOutcome;
import se.knutpunkt.operate.mend.Edits;
import se.knutpunkt.operate.mend.OpenEdit;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** One held message edited and sent once; content is shown only after a reason, and each look is logged. */
@Controller
public class EditPage {

    private static final int SHOWN = 100;

    private final Edits edits;

    EditPage(Edits edits) {
        this.edits = edits;
    }

    /** What waits for a second person. */
    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/messages/edits")
    String proposed(Model model) {
        model.addAttribute("revisions", edits.listProposed(SHOWN));
        return "console/edits";
    }

    /** Asks why, before anything is shown. */
    @Requires(Right.EDIT_AND_RESEND)
    @GetMapping("/messages/edits/new/{deliveryId}")
    String ask(@PathVariable UUID deliveryId, Model model) {
        model.addAttribute("deliveryId", deliveryId);
        return "console/edit-ask";
    }

    @Requires(Right.EDIT_AND_RESEND)
    @PostMapping("/messages/edits/new/{deliveryId}")
    String open(@PathVariable UUID deliveryId, @RequestParam String reason, Operator operator, Model model) {
        OpenEdit open = edits.open(deliveryId, operator.name(), reason);
        model.addAttribute("edit", open);
        model.addAttribute("text", open.text());
        model.addAttribute("id", open.id());
        model.addAttribute("deliveryId", deliveryId);
        model.addAttribute("basedOn", open.held().payloadId());
        model.addAttribute("alike", open.held().alike());
        model.addAttribute("needsSecond", open.needsSecond());
        model.addAttribute("error", open.held().errorNumber());
        model.addAttribute("place", open.held().errorPlace());
        model.addAttribute("refusals", List.of());
        model.addAttribute("reason", reason);
        return "console/edit";
    }

    /** Keeps it; what would break the message is shown with the text as it was written, and nothing is kept. */
    @Requires(Right.EDIT_AND_RESEND)
    @PostMapping("/messages/edits")
    String make(
            @RequestParam UUID id,
            @RequestParam UUID deliveryId,
            @RequestParam UUID basedOn,
            @RequestParam(required = false) Set<UUID> alike,
            @RequestParam String text,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next,
            Model model) {
        Set<UUID> others = alike == null ? Set.of() : alike;
        EditOutcome outcome = edits.make(new Edit(id, deliveryId, others, basedOn, text), operator.name(), reason);
        if (outcome instanceof EditOutcome.Kept kept) {
            boolean sent = kept.revision().state() == Revision.State.SENT;
            Notice.done(
                    next, sent ? "edit.sent" : "edit.proposed", kept.revision().number());
            return "redirect:/messages/edits/" + kept.revision().id();
        }
        return again(id, deliveryId, basedOn, others, text, reason, (EditOutcome.Refused) outcome, model);
    }

    private static String again(
            UUID id,
            UUID deliveryId,
            UUID basedOn,
            Set<UUID> alike,
            String text,
            String reason,
            EditOutcome.Refused refused,
            Model model) {
        List<Refusal> refusals = refused.refusals();
        model.addAttribute("text", text);
        model.addAttribute("id", id);
        model.addAttribute("deliveryId", deliveryId);
        model.addAttribute("basedOn", basedOn);
        model.addAttribute("alike", alike);
        model.addAttribute("needsSecond", false);
        model.addAttribute("error", "");
        model.addAttribute("place", "");
        model.addAttribute("refusals", refusals);
        model.addAttribute("reason", reason);
        return "console/edit";
    }

    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/messages/edits/{revisionId}")
    String one(@PathVariable UUID revisionId, Operator operator, Model model) {
        Revision revision = edits.require(revisionId);
        model.addAttribute("revision", revision);
        model.addAttribute("revisions", edits.listOf(revision.hubId()));
        model.addAttribute(
                "mayDecide", revision.state() == Revision.State.PROPOSED && operator.has(Right.APPROVE_RESEND));
        model.addAttribute("own", revision.madeBy().equalsIgnoreCase(operator.name()));
        return "console/edit-one";
    }

    /** Both contents, for the second person. */
    @Requires(Right.VIEW_PAYLOAD)
    @PostMapping("/messages/edits/{revisionId}/compare")
    String compare(@PathVariable UUID revisionId, @RequestParam String reason, Operator operator, Model model) {
        Edits.Comparison comparison = edits.compare(revisionId, operator.name(), reason);
        model.addAttribute("comparison", comparison);
        model.addAttribute("lines", TextDifference.of(comparison.before(), comparison.after()));
        model.addAttribute("mayApprove", operator.has(Right.APPROVE_RESEND));
        model.addAttribute("own", comparison.revision().madeBy().equalsIgnoreCase(operator.name()));
        return "console/edit-compare";
    }

    @Requires(Right.APPROVE_RESEND)
    @PostMapping("/messages/edits/{revisionId}/approve")
    String approve(
            @PathVariable UUID revisionId, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        EditOutcome outcome = edits.approve(revisionId, operator.name(), reason);
        if (outcome instanceof EditOutcome.Refused refused) {
            Refusal first = refused.refusals().get(0);
            Notice.refused(next, "edit.no-longer-right", first.code().number(), first.place());
        } else {
            Notice.done(next, "edit.approved");
        }
        return "redirect:/messages/edits/" + revisionId;
    }

    @Requires(Right.APPROVE_RESEND)
    @PostMapping("/messages/edits/{revisionId}/reject")
    String reject(
            @PathVariable UUID revisionId, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        edits.reject(revisionId, operator.name(), reason);
        Notice.done(next, "edit.rejected");
        return "redirect:/messages/edits/" + revisionId;
    }
}
