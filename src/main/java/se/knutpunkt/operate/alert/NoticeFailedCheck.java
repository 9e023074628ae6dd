package se.knutpunkt.operate.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.NoticeLedger;

/** Channels in which nobody is reached. */
final class NoticeFailedCheck implements AlertCheck {

    private final NoticeLedger notices;

    NoticeFailedCheck(NoticeLedger notices) {
        this.notices = notices;
    }

    @Override
    public String kind() {
        return "notice-failed";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        List<Condition> found = new ArrayList<>();
        notices.listFailing().forEach(failing -> {
            if (failing.attempts() >= rule.atLeast()) {
                found.add(new Condition(
                        failing.channel(),
                        Map.of("count", Long.toString(failing.notices()), "error", failing.error())));
            }
        });
        return found;
    }
}
