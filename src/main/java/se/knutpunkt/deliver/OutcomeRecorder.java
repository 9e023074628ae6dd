package se.knutpunkt.deliver;

import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.ControlLedger;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.Hint;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Fault;

/** Writes an outcome to the ledger, under the claim it was made by, and tells the receiver's circuit of it. */
public final class OutcomeRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(OutcomeRecorder.class);

    private final DeliveryLedger deliveries;
    private final ControlLedger control;
    private final BackOff backOff;

    public OutcomeRecorder(DeliveryLedger deliveries, ControlLedger control, BackOff backOff) {
        this.deliveries = deliveries;
        this.control = control;
        this.backOff = backOff;
    }

    /**
     * @param sentHash keyed hash of what was sent; empty when nothing was
     * @return the next head of the lane
     */
    Optional<Hint> record(Claim claim, Outbound outbound, Outcome outcome, String sentHash, String mapping) {
        if (outcome instanceof Outcome.Delivered) {
            return deliveries.recordDelivered(claim, sentHash, mapping);
        }
        if (outcome instanceof Outcome.Retry retry && !isSpent(claim, outbound, retry)) {
            failed(claim, outbound, retry);
        } else if (outcome instanceof Outcome.Retry spent) {
            held(claim, new Outcome.Held(spent.error(), "attempts"));
        } else if (outcome instanceof Outcome.Held held) {
            held(claim, held);
        }
        return Optional.empty();
    }

    private void failed(Claim claim, Outbound outbound, Outcome.Retry retry) {
        Duration pause = backOff.pause(outbound, claim.attempt(), retry.retryAfter());
        deliveries.recordFailed(claim, retry.error(), pause, retry.mayHaveArrived());
        String system = claim.receiver().systemId();
        if (retry.outage()) {
            control.recordOutage(system, outbound.circuitFailures(), pause);
        } else if (retry.error().fault() == Fault.RECEIVER) {
            control.recordAnswer(system);
        }
        LOG.info("attempt failed: {}, again in {} s", retry.error().number(), pause.toSeconds());
    }

    private void held(Claim claim, Outcome.Held held) {
        deliveries.recordHeld(claim, held.error(), held.place());
        if (held.error().fault() == Fault.RECEIVER) {
            // it answered: only this message is in its way
            control.recordAnswer(claim.receiver().systemId());
        }
        LOG.warn("held until a person mends it: {} {}", held.error().number(), held.error());
    }

    /** Only what may be this message's own fault is ever held for its number of attempts; an outage may last. */
    private static boolean isSpent(Claim claim, Outbound outbound, Outcome.Retry retry) {
        return retry.limited()
                && retry.error() != ErrorCode.INTERNAL
                && outbound.maxAttempts() > 0
                && claim.attempt() >= outbound.maxAttempts();
    }
}
