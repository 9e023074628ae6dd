package se.knutpunkt.operate.replay;

import java.util.UUID;
import se.knutpunkt.ledger.DeliverySelection;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayTarget;

/**
 * What a person asks for.
 *
 * @param id made with the question, so that asking twice begins one; null for a new one
 * @param shown how many deliveries the person was shown
 * @param typed the number as the person typed it; null when not
 * @param canary how many go first, before it waits for a person; 0 for none
 * @param rate deliveries per second; 0 for as fast as the receivers take them
 * @param failuresAllowed how many may be held again before it pauses by itself
 * @param target where a redirection goes; nowhere for others
 */
public record ReplayRequest(
        UUID id,
        ReplayKind kind,
        DeliverySelection selection,
        int shown,
        Integer typed,
        int canary,
        int rate,
        int failuresAllowed,
        ReplayTarget target) {}
