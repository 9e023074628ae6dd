package se.knutpunkt.deliver;

import se.knutpunkt.activation.InForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.Claim;

/**
 * One attempt under way.
 *
 * @param claim the right to make it
 * @param system who gets it
 * @param inForce the configuration it is made under
 * @param startedNanos when the claim was had, {@link System#nanoTime}
 */
record Sending(Claim claim, HubSystem system, InForce inForce, long startedNanos) {

    Outbound outbound() {
        return system.outbound();
    }
}
