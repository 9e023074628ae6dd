package se.knutpunkt.queue;

import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import se.knutpunkt.ledger.NodeLedger;

/** Out of service, and the node not ready, while its clock was more than a second from the database's at the last heartbeat. */
public final class ClockHealth implements HealthIndicator {

    private final NodeLedger node;

    public ClockHealth(NodeLedger node) {
        this.node = node;
    }

    @Override
    public Health health() {
        return (node.isClockWrong() ? Health.outOfService() : Health.up()).build();
    }
}
