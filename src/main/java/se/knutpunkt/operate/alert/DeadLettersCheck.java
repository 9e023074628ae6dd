package se.knutpunkt.operate.alert;

import java.util.List;
import java.util.Map;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.queue.HintQueues;

/** Hints that nobody could read. */
final class DeadLettersCheck implements AlertCheck {

    private final HintQueues queues;

    DeadLettersCheck(HintQueues queues) {
        this.queues = queues;
    }

    @Override
    public String kind() {
        return "dead-letters";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        long dead = queues.countDead()
                .orElseThrow(() -> new HubException(ErrorCode.INTERNAL, HintQueues.DEAD, "broker away"));
        return dead < rule.atLeast()
                ? List.of()
                : List.of(new Condition(HintQueues.DEAD, Map.of("count", Long.toString(dead))));
    }
}
