package se.knutpunkt.operate.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.EventPause;
import se.knutpunkt.ledger.OperatorControls;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.Reason;
import se.knutpunkt.operate.control.ControlAction.Order;
import se.knutpunkt.queue.LiveRoute;
import se.knutpunkt.queue.LiveRoutes;

/** Stops, drains, lets go and tries now: a receiver, an event or a route. Each is checked, done and kept in one transaction. */
public final class AdapterControl {

    private static final Duration LONGEST = Duration.ofDays(92);

    private final OperatorControls controls;
    private final LiveRoutes routes;
    private final ConfigurationInForce inForce;
    private final Clock clock;

    public AdapterControl(OperatorControls controls, LiveRoutes routes, ConfigurationInForce inForce, Clock clock) {
        this.controls = controls;
        this.routes = routes;
        this.inForce = inForce;
        this.clock = clock;
    }

    /** NOT_FOUND for a system that never received anything. */
    public void receiver(String systemId, Order order) {
        String why = check(order);
        boolean done = switch (order.action()) {
            case PAUSE, DRAIN ->
                controls.pauseReceiver(
                        systemId, order.action() == ControlAction.DRAIN, order.until(), order.byWhom(), why);
            case RESUME -> controls.resumeReceiver(systemId, order.byWhom(), why);
            case TRY_NOW -> controls.tryReceiverNow(systemId, order.byWhom(), why);
        };
        if (!done) {
            throw new HubException(ErrorCode.NOT_FOUND, "adapter", "");
        }
    }

    /** @param systemId the receiver that it is about; empty for all */
    public void event(String eventCode, String systemId, Order order) {
        String why = check(order);
        requireKnown(eventCode, systemId, order.action());
        switch (order.action()) {
            case PAUSE, DRAIN ->
                controls.pauseEvent(
                        eventCode, systemId, order.action() == ControlAction.DRAIN, order.until(), order.byWhom(), why);
            case RESUME -> controls.resumeEvent(eventCode, systemId, order.byWhom(), why);
            case TRY_NOW -> controls.tryEventNow(eventCode, systemId, order.byWhom(), why);
        }
    }

    /**
     * A way in, a way out made for one receiver (which is the same as the receiver), or the template of ways out, which stands for all
     * its receivers.
     */
    public void route(String routeId, Order order) {
        List<LiveRoute> all = routes.list();
        List<LiveRoute> made = all.stream()
                .filter(route -> !route.incoming() && route.template().equals(routeId))
                .toList();
        if (!made.isEmpty()) {
            outgoing(routeId, made.stream().map(LiveRoute::system).toList(), order);
            return;
        }
        LiveRoute route = all.stream()
                .filter(one -> one.id().equals(routeId))
                .findFirst()
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "route", ""));
        if (route.incoming()) {
            incoming(routeId, order);
        } else {
            receiver(route.system(), order);
        }
    }

    public List<EventPause> listEventPauses() {
        return controls.listEventPauses();
    }

    private void outgoing(String routeId, List<String> systems, Order order) {
        String why = check(order);
        switch (order.action()) {
            case PAUSE, DRAIN ->
                controls.pauseOutgoing(
                        routeId, systems, order.action() == ControlAction.DRAIN, order.until(), order.byWhom(), why);
            case RESUME -> controls.resumeOutgoing(routeId, order.byWhom(), why);
            case TRY_NOW -> controls.tryOutgoingNow(routeId, systems, order.byWhom(), why);
        }
    }

    private void incoming(String routeId, Order order) {
        String why = check(order);
        switch (order.action()) {
            // what was taken goes on by the ways out: to stop taking is to drain
            case PAUSE, DRAIN -> controls.pauseIncoming(routeId, order.until(), order.byWhom(), why);
            case RESUME -> controls.resumeIncoming(routeId, order.byWhom(), why);
            case TRY_NOW ->
                throw new HubException(
                        ErrorCode.STATE_CHANGED, "action", "a way in has nothing that waits for another attempt");
        }
    }

    private void requireKnown(String eventCode, String systemId, ControlAction action) {
        boolean event = inForce.get().catalogue().listEvents().stream()
                .anyMatch(type -> type.code().equals(eventCode));
        boolean system = systemId.isEmpty()
                || inForce.get()
                        .directory()
                        .findSystem(systemId)
                        .map(HubSystem::outbound)
                        .isPresent();
        // what a later configuration does not have any more must still be let go
        if (action != ControlAction.RESUME && !(event && system)) {
            throw new HubException(ErrorCode.NOT_FOUND, event ? "adapter" : "event", "");
        }
    }

    private String check(Order order) {
        Instant now = clock.instant();
        boolean stops = order.action() == ControlAction.PAUSE || order.action() == ControlAction.DRAIN;
        if (stops
                && order.until() != null
                && (!order.until().isAfter(now) || order.until().isAfter(now.plus(LONGEST)))) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "until", "from now to " + LONGEST.toDays() + " days");
        }
        return Reason.require(order.reason());
    }
}
