package se.knutpunkt.activation;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

/** Up with the hash in force; degraded while files wait that have defects; out of service while nothing is in force. */
public final class ConfigurationHealth implements HealthIndicator {

    private static final Status DEGRADED = new Status("DEGRADED");

    private final Activator activator;
    private final ConfigurationInForce inForce;

    public ConfigurationHealth(Activator activator, ConfigurationInForce inForce) {
        this.activator = activator;
        this.inForce = inForce;
    }

    @Override
    public Health health() {
        if (!inForce.isPresent()) {
            return Health.outOfService().build();
        }
        int defects = activator.listDefects().size();
        return Health.status(defects == 0 ? Status.UP : DEGRADED)
                .withDetail("hash", inForce.get().hash())
                .withDetail("defects", defects)
                .build();
    }
}
