package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.ledger.ReportRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.report.compose.Heading;
import se.knutpunkt.report.desk.Reports;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Reports to the steering group, for programs. */
@RestController
@RequestMapping(ConsolePaths.API + "/reports")
@Tag(name = "Reports", description = "The quarterly report to the steering group: draft, texts, approval, files")
public class ReportsApi {

    private final Reports reports;

    ReportsApi(Reports reports) {
        this.reports = reports;
    }

    /** A report and what is written under its headings. */
    public record Whole(ReportRow report, Map<String, String> texts) {}

    /** Who answers for the draft. */
    public record NewReport(String owner, String reason) {}

    /** What stands under a heading. */
    public record NewText(String text, String reason) {}

    @Requires(Right.VIEW_REPORT)
    @GetMapping
    @Operation(summary = "All reports, the newest period first")
    List<ReportRow> list() {
        return reports.list();
    }

    @Requires(Right.VIEW_REPORT)
    @GetMapping("/{period}")
    @Operation(summary = "One report, its last revision, with its texts")
    Whole get(@PathVariable String period) {
        Period asked = Period.parse(period);
        ReportRow row =
                reports.find(asked).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "report " + period, ""));
        Map<String, String> texts = new TreeMap<>();
        reports.texts(asked).forEach((heading, text) -> texts.put(heading.code(), text));
        return new Whole(row, texts);
    }

    @Requires(Right.EDIT_REPORT)
    @PostMapping("/{period}")
    @Operation(
            summary = "Open a draft for a named owner",
            description = "An open draft stays as it is. After an approved report it is a new revision.")
    ReportRow open(@PathVariable String period, @RequestBody NewReport asked, Operator operator) {
        return reports.open(Period.parse(period), asked.owner(), operator.name(), asked.reason());
    }

    @Requires(Right.EDIT_REPORT)
    @PutMapping("/{period}/texts/{heading}")
    @Operation(summary = "Keep the text under a heading", description = "An empty text is taken away.")
    Whole write(
            @PathVariable String period, @PathVariable String heading, @RequestBody NewText text, Operator operator) {
        reports.write(Period.parse(period), heading(heading), text.text(), operator.name(), text.reason());
        return get(period);
    }

    @Requires(Right.APPROVE_REPORT)
    @PostMapping("/{period}/approve")
    @Operation(
            summary = "Approve the draft",
            description = "The figures are frozen and nothing of it changes afterwards.")
    ReportRow approve(@PathVariable String period, @RequestBody FailureGroupsApi.Why why, Operator operator) {
        return reports.approve(Period.parse(period), operator.name(), why.reason());
    }

    @Requires(Right.VIEW_REPORT)
    @GetMapping("/{period}/files/{form}")
    @Operation(
            summary = "A file of the report: html, pdf, csv, json",
            description = "Of an approved report as it was approved, else as it is now.")
    ResponseEntity<byte[]> file(
            @PathVariable String period,
            @PathVariable String form,
            @RequestParam(defaultValue = "") String municipality,
            @RequestParam(defaultValue = "") String group) {
        return ReportFiles.answer(reports, period, form, municipality, group);
    }

    static Heading heading(String code) {
        return Heading.find(code)
                .orElseThrow(() -> new HubException(
                        ErrorCode.INVALID_PARAMETER,
                        "heading",
                        "summary, economy, status, development, deviations, other"));
    }
}
