package se.knutpunkt.console;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.CloseDown;
import se.knutpunkt.ledger.EventPause;
import se.knutpunkt.ledger.OperatorControls;
import se.knutpunkt.operate.control.Adapter;
import se.knutpunkt.operate.control.AdapterControl;
import se.knutpunkt.operate.control.AdapterOverview;
import se.knutpunkt.operate.control.AdapterOverview.RouteState;
import se.knutpunkt.operate.control.ClosingDown;
import se.knutpunkt.operate.control.ControlAction;
import se.knutpunkt.operate.control.ControlAction.Order;
import se.knutpunkt.operate.control.RouteText;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Adapters, events and routes for programs: how it stands with them, stopping and letting go, closing down. */
@RestController
@RequestMapping(ConsolePaths.API)
@Tag(name = "Adapters and routes", description = "How it stands with them, and pause, drain, resume and try now")
public class ControlApi {

    private final AdapterOverview overview;
    private final AdapterControl control;
    private final ClosingDown closing;
    private final RouteText texts;
    private final ConfigurationInForce inForce;

    ControlApi(
            AdapterOverview overview,
            AdapterControl control,
            ClosingDown closing,
            RouteText texts,
            ConfigurationInForce inForce) {
        this.overview = overview;
        this.control = control;
        this.closing = closing;
        this.texts = texts;
        this.inForce = inForce;
    }

    /**
     * What is asked for.
     *
     * @param until when it goes on by itself; absent when somebody must let it
     * @param receiver for an event: the receiver it is about; absent for all
     * @param reason why
     */
    public record Asked(Instant until, String receiver, String reason) {}

    /** A close-down that begins. */
    public record Closing(String kind, String subject, String successor, String reason) {}

    /** Why. */
    public record Why(String reason) {}

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/adapters")
    @Operation(summary = "All receivers: pause, circuit, what waits, the oldest, the next attempt")
    Paged<Adapter> listAdapters() {
        return new Paged<>(overview.list(), null);
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/adapters/{id}")
    @Operation(summary = "One receiver")
    Adapter getAdapter(@PathVariable String id) {
        return overview.get(id);
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/adapters/{id}/history")
    @Operation(summary = "What was done to a receiver, newest first, by persons and by the hub")
    List<OperatorControls.Line> listHistory(@PathVariable String id) {
        return overview.listHistory(id);
    }

    @Requires(Right.CONTROL_RECEIVER)
    @PostMapping("/adapters/{id}/{action}")
    @Operation(summary = "pause, drain, resume or try-now", description = "422 without a reason.")
    Adapter controlAdapter(
            @PathVariable String id, @PathVariable String action, @RequestBody Asked asked, Operator operator) {
        control.receiver(id, order(action, asked, operator));
        return overview.get(id);
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/event-pauses")
    @Operation(summary = "Events that are not delivered now")
    Paged<EventPause> listEventPauses() {
        return new Paged<>(control.listEventPauses(), null);
    }

    @Requires(Right.CONTROL_ROUTE)
    @PostMapping("/events/{code}/{action}")
    @Operation(summary = "pause, drain, resume or try-now for an event, to all receivers or one")
    Paged<EventPause> controlEvent(
            @PathVariable String code, @PathVariable String action, @RequestBody Asked asked, Operator operator) {
        control.event(code, asked.receiver() == null ? "" : asked.receiver(), order(action, asked, operator));
        return listEventPauses();
    }

    @Requires(Right.VIEW_OVERVIEW)
    @GetMapping("/routes")
    @Operation(summary = "Every Camel route of the node that answers: state, figures, in flight, last message")
    Paged<RouteState> listRoutes() {
        return new Paged<>(overview.listRoutes(), null);
    }

    /** A route or mapping as its file has it, and its steps; the state is null for a mapping. */
    public record Described(RouteState state, RouteText.Text text, List<RouteText.Step> outline) {}

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/routes/{id}")
    @Operation(summary = "One route, with its text and its steps")
    Described getRoute(@PathVariable String id) {
        RouteState state = overview.getRoute(id);
        RouteText.Text text =
                texts.getText(inForce.get().hash(), "routes/" + state.route().file());
        return new Described(state, text, RouteText.outline(text));
    }

    @Requires(Right.VIEW_CONFIGURATION)
    @GetMapping("/routes/mappings/{id}")
    @Operation(summary = "One mapping, with its text and its rules")
    Described getMapping(@PathVariable String id) {
        RouteText.Text text = texts.getText(inForce.get().hash(), "mappings/" + id + ".yaml");
        return new Described(null, text, RouteText.outlineOfMapping(text));
    }

    @Requires(Right.CONTROL_ROUTE)
    @PostMapping("/routes/{id}/{action}")
    @Operation(
            summary = "pause, drain, resume or try-now for a route",
            description = "A way in, a way out, or deliver-fhir and deliver-json for all receivers of their kind.")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void controlRoute(
            @PathVariable String id, @PathVariable String action, @RequestBody Asked asked, Operator operator) {
        control.route(id, order(action, asked, operator));
    }

    @Requires(Right.CLOSE_DOWN)
    @GetMapping("/close-downs")
    @Operation(summary = "Parties and services that are or were closed down, newest first")
    Paged<CloseDown> listCloseDowns() {
        return new Paged<>(closing.list(), null);
    }

    @Requires(Right.CLOSE_DOWN)
    @GetMapping("/close-downs/{id}")
    @Operation(summary = "One of them")
    CloseDown getCloseDown(@PathVariable UUID id) {
        return closing.get(id);
    }

    @Requires(Right.CLOSE_DOWN)
    @PostMapping("/close-downs")
    @Operation(summary = "Begin to close down a party or a service")
    CloseDown openCloseDown(@RequestBody Closing asked, Operator operator) {
        return closing.open(
                AdaptersPage.kind(asked.kind()),
                String.valueOf(asked.subject()),
                asked.successor() == null ? "" : asked.successor(),
                operator.name(),
                asked.reason());
    }

    @Requires(Right.CLOSE_DOWN)
    @PostMapping("/close-downs/{id}/steps/{step}")
    @Operation(summary = "Take the next step: drain, forward, archive, revoke", description = "409 out of turn.")
    CloseDown takeStep(@PathVariable UUID id, @PathVariable String step, @RequestBody Why why, Operator operator) {
        return closing.take(id, AdaptersPage.step(step), operator.name(), why.reason());
    }

    @Requires(Right.CLOSE_DOWN)
    @PostMapping("/close-downs/{id}/cancel")
    @Operation(summary = "Give it up: what was drained goes on")
    CloseDown cancelCloseDown(@PathVariable UUID id, @RequestBody Why why, Operator operator) {
        return closing.cancel(id, operator.name(), why.reason());
    }

    private static Order order(String action, Asked asked, Operator operator) {
        return new Order(ControlAction.get(action), asked.until(), operator.name(), asked.reason());
    }
}
