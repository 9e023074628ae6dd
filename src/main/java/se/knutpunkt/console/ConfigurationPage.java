package se.knutpunkt.console;

import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.ledger.Activation;
import se.knutpunkt.operate.configure.CaseMaker;
import se.knutpunkt.operate.configure.ConfigurationControl;
import se.knutpunkt.operate.configure.ConfigurationControl.Outcome;
import se.knutpunkt.operate.configure.ConfigurationControl.Request;
import se.knutpunkt.operate.configure.WhatIf;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** What came in force when and why, what differs, and bringing another in force. */
@Controller
public class ConfigurationPage {

    private final ConfigurationControl control;
    private final WhatIf whatIf;
    private final CaseMaker cases;

    ConfigurationPage(ConfigurationControl control, WhatIf whatIf, CaseMaker cases) {
        this.control = control;
        this.whatIf = whatIf;
        this.cases = cases;
    }

    @Requires(Right.VIEW_PAYLOAD)
    @GetMapping("/configuration/what-if")
    String askWhatIf(Model model) {
        model.addAttribute("mappings", whatIf.listMappings());
        model.addAttribute("most", WhatIf.MOST);
        return "console/what-if";
    }

    /** Shown at once and kept nowhere: it holds content. */
    @Requires(Right.VIEW_PAYLOAD)
    @PostMapping("/configuration/what-if")
    String runWhatIf(
            @RequestParam String mapping,
            @RequestParam int number,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            Model model) {
        model.addAttribute("result", whatIf.run(mapping, number, operator.name(), reason));
        return askWhatIf(model);
    }

    @Requires(Right.VIEW_PAYLOAD)
    @PostMapping("/configuration/cases")
    ResponseEntity<byte[]> makeCase(
            @RequestParam String hubId,
            @RequestParam String mapping,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String reason,
            Operator operator) {
        return zip(
                cases.make(AdaptersPage.uuid(hubId.strip()), mapping, name.strip(), operator.name(), reason),
                name.strip());
    }

    static ResponseEntity<byte[]> zip(CaseMaker.MadeCase made, String name) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/zip"))
                .header("Content-Disposition", "attachment; filename=\"" + name + ".zip\"")
                .body(made.zip());
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/configuration")
    String list(@RequestParam(required = false) String cursor, Model model) {
        model.addAttribute("current", control.current());
        model.addAttribute("proposal", control.findProposal().orElse(null));
        model.addAttribute("activations", activations(control, cursor, null));
        return "console/configuration";
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/configuration/check")
    String check(Model model) {
        model.addAttribute("checked", control.check());
        model.addAttribute("current", control.current());
        model.addAttribute("documents", control.listDocuments());
        model.addAttribute("twoPersons", control.twoPersons());
        model.addAttribute("differences", control.diff(control.current(), "files"));
        return "console/configuration-check";
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/configuration/diff")
    String diff(@RequestParam String from, @RequestParam String to, Model model) {
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        model.addAttribute("current", control.current());
        model.addAttribute("documents", control.listDocuments());
        model.addAttribute("twoPersons", control.twoPersons());
        model.addAttribute("differences", control.diff(from, to));
        return "console/configuration-diff";
    }

    @Requires(Right.ACTIVATE_CONFIGURATION)
    @PostMapping("/configuration/activations")
    String activate(
            @RequestParam String hash,
            @RequestParam String expected,
            @RequestParam(defaultValue = "") String document,
            @RequestParam(defaultValue = "false") boolean files,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            RedirectAttributes next) {
        Request request = new Request(hash, expected, document, operator.name(), reason);
        Outcome outcome = files ? control.activateFiles(request) : control.activateSnapshot(request);
        return after(outcome, next);
    }

    @Requires(Right.ACTIVATE_CONFIGURATION)
    @PostMapping("/configuration/proposal/approve")
    String approve(@RequestParam(defaultValue = "") String reason, Operator operator, RedirectAttributes next) {
        return after(control.approve(operator.name(), reason), next);
    }

    @Requires(Right.ACTIVATE_CONFIGURATION)
    @PostMapping("/configuration/proposal/reject")
    String reject(@RequestParam(defaultValue = "") String reason, Operator operator, RedirectAttributes next) {
        control.reject(operator.name(), reason);
        Notice.done(next, "configuration.rejected");
        return "redirect:/configuration";
    }

    static Paged<Activation> activations(ConfigurationControl control, String cursor, Integer limit) {
        int size = Paged.limit(limit);
        List<Activation> found = control.list(Cursor.read(cursor, Long::valueOf, Long.MAX_VALUE), size + 1);
        return Paged.of(found, size, activation -> Long.toString(activation.number()));
    }

    private static String after(Outcome outcome, RedirectAttributes next) {
        if (outcome.done()) {
            Notice.done(next, "configuration.done");
        } else if (outcome.proposed()) {
            Notice.done(next, "configuration.proposed");
        } else {
            Notice.refused(next, "configuration.refused", outcome.defects().size());
            return "redirect:/configuration/check";
        }
        return "redirect:/configuration";
    }
}
