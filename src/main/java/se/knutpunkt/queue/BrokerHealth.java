package se.knutpunkt.queue;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/** The broker away is degraded, not down: intake goes on and the sweep delivers when it is back. */
public final class BrokerHealth implements HealthIndicator {

    /** Shown where a part is away that the hub can do without for a while. */
    public static final Status DEGRADED = new Status("DEGRADED");

    private final HintSender hints;

    public BrokerHealth(HintSender hints) {
        this.hints = hints;
    }

    @Override
    public Health health() {
        return Health.status(hints.isAvailable() ? Status.UP : DEGRADED)
                .withDetail("hintsLeftToSweep", hints.countDropped())
                .build();
    }
}
