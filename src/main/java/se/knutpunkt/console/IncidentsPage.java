package se.knutpunkt.console;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.alert.AlertDesk;
import se.knutpunkt.operate.alert.Subjects;
import se.knutpunkt.operate.incident.Incidents;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Incidents: what went wrong, whom it concerned, what is done. */
@Controller
public class IncidentsPage {

    private final Incidents incidents;
    private final AlertDesk desk;
    private final Subjects subjects;

    IncidentsPage(Incidents incidents, AlertDesk desk, Subjects subjects) {
        this.incidents = incidents;
        this.desk = desk;
        this.subjects = subjects;
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/incidents")
    String list(@RequestParam(required = false) String cursor, Model model) {
        int from = Cursor.read(cursor, Integer::valueOf, 0);
        model.addAttribute(
                "incidents", Offsets.page(incidents.list(true, true, Paged.SIZE + 1, from), Paged.SIZE, from));
        return "console/incidents";
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @GetMapping("/incidents/new")
    String ask(@RequestParam(required = false) List<UUID> alert, Model model) {
        model.addAttribute("open", desk.listOpen());
        model.addAttribute("chosen", alert == null ? List.of() : alert);
        model.addAttribute("subjects", subjects);
        return "console/incident-new";
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents")
    String open(
            @RequestParam String title,
            @RequestParam String severity,
            @RequestParam(defaultValue = "") String beganAt,
            @RequestParam(required = false) List<UUID> alert,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        IncidentRow opened = incidents
                .open(
                        title,
                        severity,
                        Shown.fromField("beganAt", beganAt),
                        alert == null ? List.of() : alert,
                        operator.name(),
                        reason)
                .incident();
        Notice.done(next, "incidents.is-opened", opened.number());
        return "redirect:/incidents/" + opened.id();
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/incidents/{id}")
    String one(@PathVariable UUID id, Model model) {
        model.addAttribute("whole", incidents.get(id));
        model.addAttribute("causes", Incidents.CAUSES);
        model.addAttribute("subjects", subjects);
        return "console/incident";
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/describe")
    String describe(
            @PathVariable UUID id,
            @RequestParam String title,
            @RequestParam String severity,
            @RequestParam String beganAt,
            @RequestParam(defaultValue = "") String endedAt,
            @RequestParam(defaultValue = "") String causeKind,
            @RequestParam(defaultValue = "") String cause,
            @RequestParam String reason,
            Operator operator,
            RedirectAttributes next) {
        incidents.describe(
                id,
                title,
                severity,
                Shown.fromField("beganAt", beganAt),
                Shown.fromField("endedAt", endedAt),
                causeKind,
                cause,
                operator.name(),
                reason);
        return done(id, "incidents.described", next);
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/count")
    String count(@PathVariable UUID id, Operator operator, RedirectAttributes next) {
        incidents.count(id, operator.name());
        return done(id, "incidents.counted", next);
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/notes")
    String note(@PathVariable UUID id, @RequestParam String text, Operator operator, RedirectAttributes next) {
        incidents.note(id, operator.name(), text);
        return done(id, "incidents.noted", next);
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/parties")
    String addParty(@PathVariable UUID id, @RequestParam String partyId, Operator operator, RedirectAttributes next) {
        incidents.addParty(id, partyId.strip(), operator.name());
        return done(id, "incidents.party-added", next);
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/actions")
    String addAction(
            @PathVariable UUID id,
            @RequestParam String what,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String due,
            Operator operator,
            RedirectAttributes next) {
        incidents.addAction(id, what, owner, date(due), operator.name());
        return done(id, "incidents.action-added", next);
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/actions/{action}/done")
    String finish(@PathVariable UUID id, @PathVariable UUID action, Operator operator, RedirectAttributes next) {
        incidents.finishAction(id, action, operator.name());
        return done(id, "incidents.action-is-done", next);
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/tell")
    String tell(@PathVariable UUID id, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        Incidents.Told told = incidents.tellParties(id, operator.name(), reason);
        Notice.done(
                next, "incidents.told", told.parties(), told.withoutMailbox().size());
        return "redirect:/incidents/" + id;
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/close")
    String close(@PathVariable UUID id, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        incidents.close(id, operator.name(), reason);
        return done(id, "incidents.is-closed", next);
    }

    @Requires(Right.MANAGE_INCIDENTS)
    @PostMapping("/incidents/{id}/reopen")
    String reopen(@PathVariable UUID id, @RequestParam String reason, Operator operator, RedirectAttributes next) {
        incidents.reopen(id, operator.name(), reason);
        return done(id, "incidents.reopened", next);
    }

    private static String done(UUID id, String key, RedirectAttributes next) {
        Notice.done(next, key);
        return "redirect:/incidents/" + id;
    }

    private static LocalDate date(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text);
        } catch (DateTimeParseException none) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "due", "a date as YYYY-MM-DD", none);
        }
    }
}
