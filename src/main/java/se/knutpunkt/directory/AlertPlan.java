package se.knutpunkt.directory;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the hub warns of, and who is told.
 *
 * @param resolveAfter how long a condition must have stayed away before its alert is resolved
 * @param channels ways to tell people
 * @param rules what is looked for
 */
public record AlertPlan(Duration resolveAfter, List<Channel> channels, List<AlertRule> rules) {

    /** Warns of nothing. */
    public static final AlertPlan NONE = new AlertPlan(Duration.ofMinutes(5), List.of(), List.of());

    public AlertPlan {
        channels = List.copyOf(channels);
        rules = List.copyOf(rules);
    }

    /**
     * A way to tell people.
     *
     * @param mail true for e-mail, false for a webhook
     * @param to function mailboxes; empty for a webhook
     * @param language {@code sv} or {@code en}
     * @param gather shortest time between two messages
     */
    public record Channel(String name, boolean mail, List<String> to, String language, Duration gather) {
        public Channel {
            to = List.copyOf(to);
        }
    }

    public Optional<AlertRule> findRule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
