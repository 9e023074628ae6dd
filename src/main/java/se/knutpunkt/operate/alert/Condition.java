package se.knutpunkt.operate.alert;

import java.util.Map;

/**
 * Something that a rule looks for and that is there now.
 *
 * @param subject the thing concerned: a system, a party, a group, a disk; once per rule
 * @param figures what was measured, by name; no personal data
 */
public record Condition(String subject, Map<String, String> figures) {

    public Condition {
        figures = Map.copyOf(figures);
    }
}
