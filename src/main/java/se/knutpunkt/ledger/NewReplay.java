package se.knutpunkt.ledger;

import java.util.UUID;

/**
 * A replay to begin.
 *
 * @param id made by whoever asks, so that asking twice begins one
 * @param expected how many deliveries the person saw and meant
 * @param canary how many go first; 0 for none
 * @param rate deliveries per second; 0 for as fast as the receivers take them
 * @param failuresAllowed how many may be held again before it pauses by itself
 * @param targetUnit HSA-id a redirection goes to; empty for others
 * @param targetRole code of the role it receives in; empty for others
 */
public record NewReplay(
        UUID id,
        ReplayKind kind,
        DeliverySelection selection,
        int expected,
        int canary,
        int rate,
        int failuresAllowed,
        String targetUnit,
        String targetRole,
        String byWhom,
        String reason) {}
