package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An alert: a condition that some rule looks for, from when it was there until it has stayed away.
 *
 * @param rule id of the rule
 * @param key what it is about, once among the open ones, such as {@code circuit-open:municipality-ale}
 * @param subject the thing concerned, such as a system
 * @param severity of the rule
 * @param figures what was measured, by name; no personal data
 * @param lastSeen when the condition was last there
 * @param clearSince since when it is gone; null while it is there
 * @param resolvedAt null while open
 * @param acknowledgedAt null while nobody has taken it
 * @param escalatedAt null while it was not told to the next in line
 * @param toldAt null while nobody was told
 * @param silencedUntil null when it may be told
 * @param incidentId incident it belongs to; null for none
 */
public record AlertRow(
        UUID id,
        String rule,
        String key,
        String subject,
        String severity,
        Map<String, String> figures,
        Instant openedAt,
        Instant lastSeen,
        Instant clearSince,
        Instant resolvedAt,
        Instant acknowledgedAt,
        String acknowledgedBy,
        Instant escalatedAt,
        Instant toldAt,
        Instant silencedUntil,
        UUID incidentId) {

    public AlertRow {
        figures = Map.copyOf(figures);
    }

    public boolean isOpen() {
        return resolvedAt == null;
    }

    public boolean isSilenced(Instant now) {
        return silencedUntil != null && silencedUntil.isAfter(now);
    }
}
