package se.knutpunkt.console;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.operate.control.AdapterControl;
import se.knutpunkt.operate.control.AdapterOverview;
import se.knutpunkt.operate.control.AdapterOverview.RouteState;
import se.knutpunkt.operate.control.RouteText;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** The Camel routes of this node and the mappings in force, as figures, diagram and text. */
@Controller
public class RoutesPage {

    private final AdapterOverview overview;
    private final AdapterControl control;
    private final RouteText texts;
    private final ConfigurationInForce inForce;

    RoutesPage(AdapterOverview overview, AdapterControl control, RouteText texts, ConfigurationInForce inForce) {
        this.overview = overview;
        this.control = control;
        this.texts = texts;
        this.inForce = inForce;
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/routes")
    String list(@RequestParam(defaultValue = "false") boolean still, Model model) {
        model.addAttribute("still", still);
        model.addAttribute("routes", overview.listRoutes());
        model.addAttribute("mappings", inForce.get().translator().listMappings());
        return "console/routes";
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/routes/part")
    String part(Model model) {
        model.addAttribute("routes", overview.listRoutes());
        return "console/routes :: part";
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/routes/{id}")
    String one(@PathVariable String id, Model model) {
        RouteState state = overview.getRoute(id);
        RouteText.Text text = text(state);
        model.addAttribute("state", state);
        model.addAttribute("text", text);
        model.addAttribute("outline", RouteText.outline(text));
        return "console/route";
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping(value = "/routes/{id}/diagram", produces = "image/svg+xml")
    @ResponseBody
    String diagram(@PathVariable String id) {
        return Diagram.draw(RouteText.outline(text(overview.getRoute(id))));
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/routes/mappings/{id}")
    String mapping(@PathVariable String id, Model model) {
        RouteText.Text text = texts.getText(inForce.get().hash(), "mappings/" + id + ".yaml");
        model.addAttribute("id", id);
        model.addAttribute("text", text);
        model.addAttribute(
                "mapping",
                inForce.get().translator().listMappings().stream()
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElse(null));
        return "console/mapping";
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping(value = "/routes/mappings/{id}/diagram", produces = "image/svg+xml")
    @ResponseBody
    String mappingDiagram(@PathVariable String id) {
        return Diagram.draw(
                RouteText.outlineOfMapping(texts.getText(inForce.get().hash(), "mappings/" + id + ".yaml")));
    }

    @Requires(Right.CONTROL_ROUTE)
    @PostMapping("/routes/{id}/control")
    String control(
            @PathVariable String id,
            @RequestParam String action,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String reason,
            Operator operator,
            RedirectAttributes next) {
        control.route(id, AdaptersPage.order(action, until, operator, reason));
        Notice.done(next, "adapters.done-" + action, id);
        return "redirect:/routes";
    }

    private RouteText.Text text(RouteState state) {
        return texts.getText(inForce.get().hash(), "routes/" + state.route().file());
    }
}
