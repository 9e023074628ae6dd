package se.knutpunkt.operate.control;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.OperatorControls;
import se.knutpunkt.ledger.ReceiverState;
import se.knutpunkt.ledger.ReceiverStates;
import se.knutpunkt.ledger.RoutePause;
import se.knutpunkt.ledger.WatchLedger.Certificate;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.queue.LiveRoute;
import se.knutpunkt.queue.LiveRoutes;

/** How it stands with adapters and routes. What waits is counted in the ledger; what passed is read from this node's memory. */
public final class AdapterOverview {

    private static final String DELIVERED = "delivered";

    private final ReceiverStates states;
    private final OperatorControls controls;
    private final LiveRoutes routes;
    private final ConfigurationInForce inForce;
    private final CertificatesInUse certificates;
    private final MeterRegistry meters;

    public AdapterOverview(
            ReceiverStates states,
            OperatorControls controls,
            LiveRoutes routes,
            ConfigurationInForce inForce,
            CertificatesInUse certificates,
            MeterRegistry meters) {
        this.states = states;
        this.controls = controls;
        this.routes = routes;
        this.inForce = inForce;
        this.certificates = certificates;
        this.meters = meters;
    }

    /**
     * A route with its control.
     *
     * @param route the route
     * @param meanMillis how long an exchange takes; zero for none yet
     * @param pause for a way in, who paused it; null when it is not
     * @param receiver for a way out, how it stands with its receiver; null for a way in
     */
    public record RouteState(LiveRoute route, double meanMillis, RoutePause pause, ReceiverState receiver) {
        public String kind() {
            if (!route.started()) {
                return "failing";
            }
            if (receiver != null) {
                return receiver.kind();
            }
            return pause == null ? "good" : "paused";
        }
    }

    /** In order of id; those without a way out are left out unless something waits for them. */
    public List<Adapter> list() {
        List<String> revoked = controls.listRevoked();
        Map<String, Instant> ends =
                certificates.list().stream().collect(Collectors.toMap(Certificate::owner, Certificate::notAfter));
        return states.list().stream()
                .filter(state -> !state.channel().equals("none") || state.waiting() > 0)
                .map(state -> adapter(state, revoked, ends.get(state.systemId())))
                .toList();
    }

    /** NOT_FOUND when there never was one. */
    public Adapter get(String systemId) {
        return states.find(systemId)
                .map(state -> adapter(
                        state,
                        controls.listRevoked(),
                        certificates.findEnd(systemId).orElse(null)))
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "adapter", ""));
    }

    public List<OperatorControls.Line> listHistory(String systemId) {
        return controls.listHistory(systemId, 50);
    }

    public List<RouteState> listRoutes() {
        List<RoutePause> pauses = controls.listRoutePauses();
        List<ReceiverState> receivers = states.list();
        return routes.list().stream()
                .map(route -> new RouteState(
                        route,
                        meanMillis(route.id()),
                        find(pauses, pause -> pause.routeId().equals(route.id())),
                        find(receivers, state -> state.systemId().equals(route.system()))))
                .toList();
    }

    /** NOT_FOUND when this node has no such route. */
    public RouteState getRoute(String routeId) {
        return listRoutes().stream()
                .filter(state -> state.route().id().equals(routeId))
                .findFirst()
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "route", ""));
    }

    private Adapter adapter(ReceiverState state, List<String> revoked, Instant certificateUntil) {
        Optional<HubSystem> system = inForce.get().directory().findSystem(state.systemId());
        return new Adapter(
                state.systemId(),
                system.map(HubSystem::name).orElse(state.systemId()),
                system.map(HubSystem::actsFor).orElse(Set.of()),
                system.isPresent(),
                revoked.contains(state.systemId()),
                system.map(HubSystem::outbound)
                        .map(outbound -> outbound.mapping())
                        .orElse(""),
                state,
                count(state.systemId(), DELIVERED::equals),
                count(state.systemId(), outcome -> !outcome.equals(DELIVERED)),
                certificateUntil);
    }

    private long count(String systemId, Predicate<String> outcome) {
        return meters.find("hub.stage").tags("stage", "send", "adapter", systemId).timers().stream()
                .filter(timer -> outcome.test(String.valueOf(timer.getId().getTag("outcome"))))
                .mapToLong(Timer::count)
                .sum();
    }

    private double meanMillis(String routeId) {
        double total = 0;
        long number = 0;
        for (Timer timer : meters.find("hub.route").tags("route", routeId).timers()) {
            total += timer.totalTime(java.util.concurrent.TimeUnit.MILLISECONDS);
            number += timer.count();
        }
        return number == 0 ? 0 : total / number;
    }

    private static <T> T find(List<T> all, Predicate<T> one) {
        return all.stream().filter(one).findFirst().orElse(null);
    }
}
