package se.knutpunkt.operate.control;

import java.time.Instant;
import java.util.Set;
import se.knutpunkt.ledger.ReceiverState;

/**
 * A receiving system with how it stands.
 *
 * @param id the system
 * @param name its name, Swedish
 * @param parties ids of the parties it acts for
 * @param inForce false when the configuration in force does not have it any more
 * @param revoked true when its credentials are refused
 * @param mapping the mapping to what it takes
 * @param state how it stands with what goes to it
 * @param delivered deliveries made by this node since it started
 * @param failed attempts by this node that did not end well since it started
 * @param certificateUntil when the certificate it was last seen with ends; null when none was seen
 */
public record Adapter(
        String id,
        String name,
        Set<String> parties,
        boolean inForce,
        boolean revoked,
        String mapping,
        ReceiverState state,
        long delivered,
        long failed,
        Instant certificateUntil) {}
