package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.ledger.WatchLedger.Waiting;

/** Receivers of which the oldest delivery waits longer than it may. One that is closed by its opening hours is let be until it opens. */
final class OldestUndeliveredCheck implements AlertCheck {

    private final WatchLedger ledger;
    private final ConfigurationInForce configuration;
    private final Clock clock;

    OldestUndeliveredCheck(WatchLedger ledger, ConfigurationInForce configuration, Clock clock) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "oldest-undelivered";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        Instant now = clock.instant();
        List<Condition> found = new ArrayList<>();
        for (Waiting waiting : ledger.listWaiting()) {
            if (waiting.oldest().isBefore(now.minus(rule.longerThan())) && isOpen(waiting.systemId(), now)) {
                found.add(new Condition(
                        waiting.systemId(),
                        Map.of(
                                "since", waiting.oldest().toString(),
                                "waiting", Long.toString(waiting.ready()),
                                "held", Long.toString(waiting.held()))));
            }
        }
        return found;
    }

    private boolean isOpen(String systemId, Instant now) {
        return !configuration.isPresent()
                || configuration
                        .get()
                        .directory()
                        .findSystem(systemId)
                        .map(system -> system.outbound().isOpen(now))
                        .orElse(true);
    }
}
