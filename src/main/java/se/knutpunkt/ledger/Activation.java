package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * A configuration that came in force.
 *
 * @param number its place among them, from one
 * @param hash of the snapshot
 * @param at when
 * @param byWhom who or what brought it in force
 * @param reason why; empty when it came by itself
 * @param document id of the governing document that decided it; empty for none
 * @param proposedBy who proposed it, where two persons are asked for; else empty
 */
public record Activation(
        long number, String hash, Instant at, String byWhom, String reason, String document, String proposedBy) {}
