package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.WatchLedger;

/** Receivers that do not answer, and have not for longer than the rule lets be. */
final class CircuitOpenCheck implements AlertCheck {

    private final WatchLedger ledger;
    private final Clock clock;

    CircuitOpenCheck(WatchLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "circuit-open";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        Instant limit = clock.instant().minus(rule.longerThan());
        return ledger.listOpenCircuits().stream()
                .filter(circuit -> !circuit.openedAt().isAfter(limit))
                .map(circuit -> new Condition(
                        circuit.systemId(),
                        Map.of(
                                "since", circuit.openedAt().toString(),
                                "attempts", Integer.toString(circuit.failures()))))
                .toList();
    }
}
