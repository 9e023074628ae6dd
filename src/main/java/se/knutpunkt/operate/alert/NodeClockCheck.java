package se.knutpunkt.operate.alert;

import java.util.List;
import java.util.Map;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.WatchLedger;

/** Living nodes whose clock is off from the database's. */
final class NodeClockCheck implements AlertCheck {

    private final WatchLedger ledger;

    NodeClockCheck(WatchLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public String kind() {
        return "node-clock";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        return ledger.listClocks().stream()
                .filter(node -> node.offset().abs().compareTo(rule.longerThan()) > 0)
                .map(node -> new Condition(
                        node.nodeId(),
                        Map.of("offset", Long.toString(node.offset().toMillis()))))
                .toList();
    }
}
