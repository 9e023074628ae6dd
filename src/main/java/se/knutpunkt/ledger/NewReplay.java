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
 * @param target where a redirection goes; nowhere for others
 */
public record NewReplay(
        UUID id,
        ReplayKind kind,
        DeliverySelection selection,
        int expected,
        int canary,
        int rate,
        int failuresAllowed,
        ReplayTarget target,
        String byWhom,
        String reason) {}
