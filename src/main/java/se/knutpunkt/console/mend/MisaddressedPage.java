package se.knutpunkt.console.mend;

import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.console.Notice;
import se.knutpunkt.ledger.Withdrawal;
import se.knutpunkt.operate.misaddressed.Misaddressed;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** What was misaddressed: where it went, taken back where it is unread, and the proof. */
@Controller
public class MisaddressedPage {

    private final Misaddressed misaddressed;

    MisaddressedPage(Misaddressed misaddressed) {
        this.misaddressed = misaddressed;
    }

    /** The form, and below it where the messages went when some are named. */
    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/misaddressed")
    String ask(@RequestParam(defaultValue = "") String messages, Operator operator, Model model) {
        List<UUID> named = List.copyOf(SelectionForm.ids(messages));
        model.addAttribute("messages", messages);
        if (!named.isEmpty()) {
            model.addAttribute("spread", misaddressed.spread(named, operator.name()));
            model.addAttribute("one", named.size() == 1 ? named.get(0) : null);
            model.addAttribute("mayWithdraw", operator.has(Right.WITHDRAW_MESSAGE));
            model.addAttribute(
                    "proofs",
                    named.size() == 1 ? misaddressed.listOf(misaddressed.requireHubId(named.get(0))) : List.of());
        }
        return "console/misaddressed";
    }

    @Requires(Right.WITHDRAW_MESSAGE)
    @PostMapping("/misaddressed")
    String withdraw(
            @RequestParam UUID message,
            @RequestParam UUID once,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        Withdrawal withdrawal = misaddressed.withdraw(once, message, operator.name(), reason);
        Notice.done(next, "misaddressed.done");
        return "redirect:/misaddressed/proofs/" + withdrawal.id();
    }

    /** The proof, to be printed. */
    @Requires(Right.VIEW_MESSAGES)
    @GetMapping("/misaddressed/proofs/{id}")
    String proof(@PathVariable UUID id, Model model) {
        Withdrawal proof = misaddressed.requireProof(id);
        model.addAttribute("proof", proof);
        model.addAttribute(
                "parts",
                proof.parts().stream()
                        .map(part -> new ShownPart(
                                part,
                                misaddressed
                                        .controller(part.receiver().partyId())
                                        .name()))
                        .toList());
        return "console/misaddressed-proof";
    }

    /** A line of the proof, with the receiver's name as it is known now. */
    public record ShownPart(Withdrawal.Part part, String controller) {}
}
