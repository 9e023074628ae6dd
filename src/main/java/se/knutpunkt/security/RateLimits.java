package se.knutpunkt.security;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import se.knutpunkt.directory.HubSystem;

/** How fast each system may send to this node: {@code maxPerSecond} of its adapter, with a burst of as many as in two seconds. */
public final class RateLimits {

    private record Limited(int perSecond, Bucket bucket) {}

    private final ConcurrentHashMap<String, Limited> bySystem = new ConcurrentHashMap<>();

    /** Takes one message; the seconds to wait when there is no room for it, else zero. */
    public long takeOne(HubSystem system) {
        int perSecond = system.inbound() == null ? 0 : system.inbound().maxPerSecond();
        if (perSecond <= 0) {
            return 0;
        }
        ConsumptionProbe probe = limited(system.id(), perSecond).bucket().tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? 0
                : Math.max(1, Duration.ofNanos(probe.getNanosToWaitForRefill()).toSeconds());
    }

    private Limited limited(String systemId, int perSecond) {
        return bySystem.compute(
                systemId,
                (id, current) -> current != null && current.perSecond() == perSecond
                        ? current
                        : new Limited(perSecond, bucket(perSecond)));
    }

    private static Bucket bucket(int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(2L * perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
