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
import se.knutpunkt.ledger.AlertRow;
import se.knutpunkt.operate.alert.AlertDesk;
import se.knutpunkt.operate.alert.AlertTexts;
import se.knutpunkt.operate.alert.Subjects;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Alerts, silences and who was told. */
@Controller
public class AlertsPage {

    private final AlertDesk desk;
    private final AlertTexts texts;
    private final Subjects subjects;

    AlertsPage(AlertDesk desk, AlertTexts texts, Subjects subjects) {
        this.desk = desk;
        this.texts = texts;
        this.subjects = subjects;
    }

    /** An alert in words. */
    public record Shown(AlertRow alert, String title, String text, String why) {}

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/alerts")
    String list(@RequestParam(required = false) String cursor, Locale locale, Model model) {
        int from = Cursor.read(cursor, Integer::valueOf, 0);
        model.addAttribute(
                "open",
                desk.listOpen().stream().map(alert -> show(alert, locale)).toList());
        Paged<AlertRow> resolved = Offsets.page(desk.listResolved(Paged.SIZE + 1, from), Paged.SIZE, from);
        model.addAttribute(
                "resolved",
                new Paged<>(
                        resolved.items().stream()
                                .map(alert -> show(alert, locale))
                                .toList(),
                        resolved.next()));
        model.addAttribute("notices", desk.listNotices());
        model.addAttribute("channels", desk.listChannels());
        return "console/alerts";
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/alerts/{id}")
    String one(@PathVariable UUID id, Locale locale, Model model) {
        model.addAttribute("shown", show(desk.get(id), locale));
        return "console/alert";
    }

    @Requires(Right.MANAGE_ALERTS)
    @PostMapping("/alerts/{id}/take")
    String take(@PathVariable UUID id, Operator operator, RedirectAttributes next) {
        desk.acknowledge(id, operator.name());
        Notice.done(next, "alerts.is-taken");
        return "redirect:/alerts/" + id;
    }

    @Requires(Right.MANAGE_ALERTS)
    @PostMapping("/alerts/{id}/silence")
    String silence(
            @PathVariable UUID id,
            @RequestParam String until,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        desk.silence(id, se.knutpunkt.console.Shown.fromField("until", until), operator.name(), reason);
        Notice.done(next, "alerts.is-silenced");
        return "redirect:/alerts/" + id;
    }

    @Requires(Right.MANAGE_ALERTS)
    @PostMapping("/alerts/{id}/silence/end")
    String endSilence(@PathVariable UUID id, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        desk.endSilence(id, operator.name(), reason);
        Notice.done(next, "alerts.silence-ended");
        return "redirect:/alerts/" + id;
    }

    @Requires(Right.MANAGE_ALERTS)
    @PostMapping("/alerts/notices/{id}/try")
    String tryNotice(@PathVariable UUID id, Operator operator, RedirectAttributes next) {
        desk.tryNoticeAgain(id, operator.name());
        Notice.done(next, "alerts.notice-tried");
        return "redirect:/alerts";
    }

    private Shown show(AlertRow alert, Locale locale) {
        String kind = desk.kindOf(alert);
        String name = subjects.name(alert.subject());
        return new Shown(
                alert,
                texts.title(kind, name, alert.figures(), locale),
                texts.text(kind, name, alert.figures(), locale),
                desk.whyOf(alert));
    }
}
