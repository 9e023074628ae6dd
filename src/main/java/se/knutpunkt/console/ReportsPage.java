package se.knutpunkt.console;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.ledger.ReportRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.Reason;
import se.knutpunkt.report.compose.Heading;
import se.knutpunkt.report.desk.Reports;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Reports to the steering group: open a draft, write under its headings, approve it, take its files. */
@Controller
public class ReportsPage {

    private final Reports reports;

    ReportsPage(Reports reports) {
        this.reports = reports;
    }

    @Requires(Right.VIEW_REPORT)
    @GetMapping("/reports")
    String list(Operator operator, Model model) {
        model.addAttribute("reports", reports.list());
        model.addAttribute("mayEdit", operator.has(Right.EDIT_REPORT));
        return "console/reports";
    }

    @Requires(Right.EDIT_REPORT)
    @PostMapping("/reports")
    String open(
            @RequestParam String period,
            @RequestParam String owner,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        ReportRow opened = reports.open(Period.parse(period.strip()), owner, operator.name(), Reason.require(reason));
        Notice.done(next, "reports.is-opened", opened.period());
        return "redirect:/reports/" + opened.period();
    }

    @Requires(Right.VIEW_REPORT)
    @GetMapping("/reports/{period}")
    String one(@PathVariable String period, Operator operator, Model model) {
        Period asked = Period.parse(period);
        ReportRow row =
                reports.find(asked).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "report " + period, ""));
        model.addAttribute("report", row);
        model.addAttribute("texts", reports.texts(asked));
        model.addAttribute("headings", Heading.values());
        model.addAttribute("mayEdit", operator.has(Right.EDIT_REPORT));
        model.addAttribute("mayApprove", operator.has(Right.APPROVE_REPORT));
        return "console/report";
    }

    @Requires(Right.EDIT_REPORT)
    @PostMapping("/reports/{period}/texts/{heading}")
    String write(
            @PathVariable String period,
            @PathVariable String heading,
            @RequestParam String text,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        reports.write(Period.parse(period), ReportsApi.heading(heading), text, operator.name(), Reason.require(reason));
        Notice.done(next, "reports.written");
        return "redirect:/reports/" + period;
    }

    @Requires(Right.APPROVE_REPORT)
    @PostMapping("/reports/{period}/approve")
    String approve(
            @PathVariable String period, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        reports.approve(Period.parse(period), operator.name(), Reason.require(reason));
        Notice.done(next, "reports.is-approved", period);
        return "redirect:/reports/" + period;
    }

    @Requires(Right.VIEW_REPORT)
    @GetMapping("/reports/{period}/files/{form}")
    ResponseEntity<byte[]> file(
            @PathVariable String period,
            @PathVariable String form,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String group) {
        return ReportFiles.answer(reports, period, form, municipality, group);
    }
}
