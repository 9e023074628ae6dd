package se.knutpunkt.queue;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;

/** What passes each route of this node: the timer {@code hub.route}, and when the last one passed. Two additions for each exchange. */
public final class RouteFigures implements RoutePolicyFactory {

    private static final String BEGAN = "se.knutpunkt.route-began";

    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    public RouteFigures(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * What has passed a route since this node started.
     *
     * @param done all that passed
     * @param failed of these, the ones that ended with an error
     * @param inFlight on their way through it now
     * @param last when the last one was done; null for none
     */
    public record Figures(long done, long failed, long inFlight, Instant last) {}

    Figures of(String routeId) {
        Count count = counts.get(routeId);
        return count == null ? new Figures(0, 0, 0, null) : count.figures();
    }

    @Override
    public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
        return new Counting(counts.computeIfAbsent(routeId, id -> new Count()));
    }

    private static final class Count {
        private final LongAdder begun = new LongAdder();
        private final LongAdder done = new LongAdder();
        private final LongAdder failed = new LongAdder();
        private volatile Instant last;

        private Figures figures() {
            long finished = done.sum();
            return new Figures(finished, failed.sum(), Math.max(0, begun.sum() - finished), last);
        }
    }

    private final class Counting extends RoutePolicySupport {
        private final Count count;

        private Counting(Count count) {
            this.count = count;
        }

        @Override
        public void onExchangeBegin(Route route, Exchange exchange) {
            count.begun.increment();
            exchange.setProperty(BEGAN, System.nanoTime());
        }

        @Override
        public void onExchangeDone(Route route, Exchange exchange) {
            count.done.increment();
            if (exchange.isFailed()) {
                count.failed.increment();
            }
            count.last = clock.instant();
            if (exchange.getProperty(BEGAN) instanceof Long began) {
                meters.timer("hub.route", "route", route.getRouteId(), "failed", String.valueOf(exchange.isFailed()))
                        .record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            }
        }
    }
}
