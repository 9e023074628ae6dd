package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.AlertPlan;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.AlertLedger;
import se.knutpunkt.ledger.AlertRow;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.Ids;

/**
 * Holds what the rules find against the alerts that are open: opens, keeps, resolves what has stayed away, and says what is to be told.
 * Done twice, or broken off, it comes to the same.
 */
public final class AlertEvaluator {

    private static final Logger LOG = LoggerFactory.getLogger(AlertEvaluator.class);

    private final AlertLedger ledger;
    private final ConfigurationInForce configuration;
    private final Map<String, AlertCheck> checks;
    private final Channels channels;
    private final Ids ids;
    private final Clock clock;

    public AlertEvaluator(
            AlertLedger ledger,
            ConfigurationInForce configuration,
            List<AlertCheck> checks,
            Channels channels,
            Ids ids,
            Clock clock) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.checks = checks.stream().collect(Collectors.toMap(AlertCheck::kind, Function.identity()));
        this.channels = channels;
        this.ids = ids;
        this.clock = clock;
    }

    /** One turn. */
    public void evaluate() {
        AlertPlan plan = configuration.get().directory().alerts();
        Instant now = clock.instant();
        Set<String> there = new HashSet<>();
        Set<String> unsure = new HashSet<>();
        for (AlertRule rule : plan.rules()) {
            try {
                checks.get(rule.kind()).find(rule).forEach(condition -> there.add(see(rule, condition, now)));
            } catch (RuntimeException untold) {
                // what cannot be told is neither there nor gone
                unsure.add(rule.id());
                LOG.warn("rule {} not evaluated: {}", rule.id(), FailureTrace.of(untold));
            }
        }
        for (AlertRow alert : ledger.listOpen()) {
            if (there.contains(alert.key())) {
                tellOf(alert, plan, now);
            } else if (!unsure.contains(alert.rule())) {
                clear(alert, plan, now);
            }
        }
    }

    private String see(AlertRule rule, Condition condition, Instant now) {
        String key = rule.id() + ":" + condition.subject();
        ledger.see(
                ids.next(),
                rule.id(),
                key,
                condition.subject(),
                rule.critical() ? "critical" : "warning",
                condition.figures(),
                now);
        return key;
    }

    private void clear(AlertRow alert, AlertPlan plan, Instant now) {
        if (alert.clearSince() == null) {
            ledger.markClear(alert.id(), now);
        } else if (!alert.clearSince().plus(plan.resolveAfter()).isAfter(now)
                && ledger.resolve(alert.id(), now)
                && alert.toldAt() != null
                && !alert.isSilenced(now)) {
            plan.findRule(alert.rule()).ifPresent(rule -> tell(alert, "RESOLVED", told(alert, rule), plan, now));
        }
    }

    private void tellOf(AlertRow alert, AlertPlan plan, Instant now) {
        plan.findRule(alert.rule()).filter(rule -> !alert.isSilenced(now)).ifPresent(rule -> {
            if (alert.toldAt() == null && alert.acknowledgedAt() == null) {
                tell(alert, "OPENED", rule.tells(), plan, now);
            }
            boolean taken = alert.acknowledgedAt() != null || alert.escalatedAt() != null;
            if (!taken
                    && rule.escalateAfter()
                            .filter(after -> !alert.openedAt().plus(after).isAfter(now))
                            .isPresent()) {
                tell(alert, "ESCALATED", rule.escalateTo(), plan, now);
            }
        });
    }

    private void tell(AlertRow alert, String what, List<String> names, AlertPlan plan, Instant now) {
        List<String> ready = channels.listReady(plan, names);
        if (!ready.isEmpty()) {
            ledger.tell(alert.id(), what, ready, now);
        }
    }

    private static List<String> told(AlertRow alert, AlertRule rule) {
        List<String> names = new ArrayList<>(rule.tells());
        if (alert.escalatedAt() != null) {
            names.addAll(rule.escalateTo());
        }
        return names;
    }
}
