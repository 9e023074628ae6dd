package se.knutpunkt.operate.alert;

import java.util.List;
import java.util.Map;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.FailureGroup;
import se.knutpunkt.ledger.FailureKind;
import se.knutpunkt.ledger.FailureLedger;

/** Groups of failures that hold many deliveries, and solved ones that came back with any. Outages have a rule of their own. */
final class FailingGroupCheck implements AlertCheck {

    private static final int MOST = 200;

    private final FailureLedger groups;

    FailingGroupCheck(FailureLedger groups) {
        this.groups = groups;
    }

    @Override
    public String kind() {
        return "failing-group";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        return groups.list(false, MOST, 0).stream()
                .filter(group -> group.kind() != FailureKind.CIRCUIT)
                .filter(group -> group.now() >= (group.isRegression() ? 1 : rule.atLeast()))
                .map(FailingGroupCheck::condition)
                .toList();
    }

    private static Condition condition(FailureGroup group) {
        return new Condition(
                group.id(),
                Map.of(
                        "error", group.errorNumber(),
                        "held", Long.toString(group.now()),
                        "receivers",
                                String.join(
                                        ", ", group.adapters().stream().limit(5).toList()),
                        "returns", Integer.toString(group.returns())));
    }
}
