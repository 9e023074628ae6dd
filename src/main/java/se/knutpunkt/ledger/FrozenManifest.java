package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * A day's manifest as it was when the day was over.
 *
 * @param frozenAt when it was frozen
 * @param entries how many messages it names
 * @param digest SHA-256 of its lines, lower-case hex
 * @param content its lines, compressed
 */
public record FrozenManifest(Instant frozenAt, int entries, String digest, byte[] content) {}
