package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.UUID;

/**
 * A configuration that waits for a second person.
 *
 * @param id its id
 * @param hash of the snapshot
 * @param basedOn hash of what was in force when it was proposed
 * @param at when
 * @param byWhom who proposed it
 * @param reason why
 * @param document id of the governing document that decided it; empty for none
 */
public record ActivationProposal(
        UUID id, String hash, String basedOn, Instant at, String byWhom, String reason, String document) {}
