package se.knutpunkt.ledger;

import java.time.Duration;
import java.time.Instant;
import se.knutpunkt.directory.Outbound;

/** Pause, circuit and limits per receiver, kept in the ledger and read by every claim, so that all nodes obey at once. */
public final class ControlLedger {

    /** Makes a receiver known, or changes its limits; called for each system when a configuration is activated. */
    public void register(String systemId, Outbound outbound) {
        throw new UnsupportedOperationException();
    }

    /** Nothing is claimed for the receiver until resumed, or until {@code until}. */
    public void pause(String systemId, String byWhom, String reason, Instant until) {
        throw new UnsupportedOperationException();
    }

    public void resume(String systemId, String byWhom, String reason) {
        throw new UnsupportedOperationException();
    }

    /** Makes the receiver's circuit half open and its waiting heads due now. */
    public void tryNow(String systemId, String byWhom) {
        throw new UnsupportedOperationException();
    }

    /** An outage was seen: counts it, and opens the circuit for {@code backOff} when there were enough in a row. */
    public void recordOutage(String systemId, int failuresToOpen, Duration backOff) {
        throw new UnsupportedOperationException();
    }

    /** The receiver answered: closes the circuit and clears the count. Cheap when there is nothing to clear. */
    public void recordAnswer(String systemId) {
        throw new UnsupportedOperationException();
    }
}
