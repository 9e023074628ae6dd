package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * How it stands with one receiving system.
 *
 * @param systemId the system
 * @param channel how it receives, such as {@code push-fhir}
 * @param paused true while nothing, or only what is being drained, goes to it
 * @param draining true while it is paused and what was accepted before still goes
 * @param pausedUntil when it goes on by itself; null when somebody must let it
 * @param pausedBy a person, {@code hub} for closing hours, or {@code route <id>}; empty when it is not paused
 * @param pausedReason why
 * @param circuit closed, open after outages in a row, or half open when one delivery may try
 * @param openUntil when the circuit is half open; null when it is closed
 * @param failures outages in a row
 * @param waiting deliveries that wait
 * @param toDrain of these, the ones that still go while it is drained
 * @param sending deliveries under way
 * @param held deliveries that a person must mend
 * @param oldest when the oldest of what waits was accepted; null when nothing does
 * @param nextAttempt when the next is due; null when nothing waits
 */
public record ReceiverState(
        String systemId,
        String channel,
        boolean paused,
        boolean draining,
        Instant pausedUntil,
        String pausedBy,
        String pausedReason,
        Circuit circuit,
        Instant openUntil,
        int failures,
        long waiting,
        long toDrain,
        long sending,
        long held,
        Instant oldest,
        Instant nextAttempt) {

    /** Whether deliveries are tried at all. */
    public enum Circuit {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    /** The state in a word that has a colour: failing, paused, slow or good. */
    public String kind() {
        if (circuit == Circuit.OPEN) {
            return "failing";
        }
        if (paused) {
            return "paused";
        }
        return circuit == Circuit.HALF_OPEN || held > 0 ? "slow" : "good";
    }
}
