package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * A set of figures as it was frozen.
 *
 * @param period such as {@code 2026Q3}
 * @param revision 1 for the first; higher for corrections
 * @param byWhom who froze it; {@code hub} at the period's end
 * @param reason why, for a correction
 * @param hash SHA-256 of the content, lower-case hex
 * @param previous hash of the revision before; empty for the first
 * @param content canonical JSON, compressed
 */
public record FrozenFigures(
        String period,
        int revision,
        Instant frozenAt,
        String byWhom,
        String reason,
        String hash,
        String previous,
        byte[] content) {}
