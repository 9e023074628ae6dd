package se.knutpunkt.console;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.CloseDown;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.control.AdapterControl;
import se.knutpunkt.operate.control.AdapterOverview;
import se.knutpunkt.operate.control.ClosingDown;
import se.knutpunkt.operate.control.ControlAction;
import se.knutpunkt.operate.control.ControlAction.Order;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Receivers and events: how it stands with them, and what can be stopped; parties and services on their way out. */
@Controller
public class AdaptersPage {

    private final AdapterOverview overview;
    private final AdapterControl control;
    private final ClosingDown closing;
    private final ConfigurationInForce inForce;

    AdaptersPage(AdapterOverview overview, AdapterControl control, ClosingDown closing, ConfigurationInForce inForce) {
        this.overview = overview;
        this.control = control;
        this.closing = closing;
        this.inForce = inForce;
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/adapters")
    String list(@RequestParam(defaultValue = "false") boolean still, Model model) {
        model.addAttribute("still", still);
        model.addAttribute("adapters", overview.list());
        model.addAttribute("pauses", control.listEventPauses());
        model.addAttribute("events", inForce.get().catalogue().listEvents());
        model.addAttribute("closing", closing.list());
        return "console/adapters";
    }

    /** The table alone, for what follows it. */
    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/adapters/part")
    String part(Model model) {
        model.addAttribute("adapters", overview.list());
        return "console/adapters :: part";
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/adapters/{id}")
    String one(@PathVariable String id, Model model) {
        model.addAttribute("adapter", overview.get(id));
        model.addAttribute("history", overview.listHistory(id));
        model.addAttribute("system", inForce.get().directory().findSystem(id).orElse(null));
        return "console/adapter";
    }

    @Requires(Right.CONTROL_RECEIVER)
    @PostMapping("/adapters/{id}/control")
    String control(
            @PathVariable String id,
            @RequestParam String action,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            RedirectAttributes next) {
        control.receiver(id, order(action, until, operator, reason));
        Notice.done(next, "adapters.done-" + action, id);
        return "redirect:/adapters/" + id;
    }

    @Requires(Right.CONTROL_ROUTE)
    @PostMapping("/adapters/events")
    String controlEvent(
            @RequestParam String event,
            @RequestParam(defaultValue = "") String receiver,
            @RequestParam String action,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            RedirectAttributes next) {
        control.event(event, receiver.strip(), order(action, until, operator, reason));
        Notice.done(next, "adapters.done-" + action, event);
        return "redirect:/adapters";
    }

    @Requires(Right.CLOSE_DOWN)
    @PostMapping("/adapters/close-downs")
    String open(
            @RequestParam String kind,
            @RequestParam String subject,
            @RequestParam(defaultValue = "") String successor,
            @RequestParam(defaultValue = "") String reason,
            Operator operator) {
        CloseDown one = closing.open(kind(kind), subject.strip(), successor.strip(), operator.name(), reason);
        return "redirect:/adapters/close-downs/" + one.id();
    }

    @Requires(Right.CLOSE_DOWN)
    @GetMapping("/adapters/close-downs/{id}")
    String closeDown(@PathVariable String id, Model model) {
        CloseDown one = closing.get(uuid(id));
        model.addAttribute("one", one);
        model.addAttribute("left", closing.countLeft(one));
        model.addAttribute("next", ClosingDown.findNext(one).orElse(null));
        model.addAttribute("steps", CloseDown.Step.values());
        return "console/close-down";
    }

    @Requires(Right.CLOSE_DOWN)
    @PostMapping("/adapters/close-downs/{id}/steps")
    String take(
            @PathVariable String id,
            @RequestParam String step,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            RedirectAttributes next) {
        closing.take(uuid(id), step(step), operator.name(), reason);
        Notice.done(next, "close-down.done");
        return "redirect:/adapters/close-downs/" + id;
    }

    @Requires(Right.CLOSE_DOWN)
    @PostMapping("/adapters/close-downs/{id}/cancel")
    String cancel(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            RedirectAttributes next) {
        closing.cancel(uuid(id), operator.name(), reason);
        Notice.done(next, "close-down.cancelled");
        return "redirect:/adapters/close-downs/" + id;
    }

    static Order order(String action, String until, Operator operator, String reason) {
        return new Order(ControlAction.get(action), Shown.fromField("until", until), operator.name(), reason);
    }

    static CloseDown.Kind kind(String text) {
        try {
            return CloseDown.Kind.valueOf(String.valueOf(text).toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "kind", "party or service", unknown);
        }
    }

    static CloseDown.Step step(String text) {
        try {
            return CloseDown.Step.valueOf(String.valueOf(text).toUpperCase(java.util.Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "step", "drain, forward, archive or revoke", unknown);
        }
    }

    static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException unknown) {
            throw new HubException(ErrorCode.NOT_FOUND, "id", "", unknown);
        }
    }
}
