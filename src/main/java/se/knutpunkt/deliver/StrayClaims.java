package se.knutpunkt.deliver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;

/**
 * Gives back what the ledger says that this node is sending and this node knows nothing of: the claim was committed and its answer
 * lost. A living node would otherwise keep it for ever.
 */
public final class StrayClaims {

    private static final Logger LOG = LoggerFactory.getLogger(StrayClaims.class);
    private static final int OLDER_THAN_SECONDS = 30;

    private final DeliveryLedger deliveries;
    private final UnderWay underWay;

    public StrayClaims(DeliveryLedger deliveries, UnderWay underWay) {
        this.deliveries = deliveries;
        this.underWay = underWay;
    }

    public void release() {
        try {
            int released = deliveries.releaseStrays(underWay.list(), OLDER_THAN_SECONDS);
            if (released > 0) {
                LOG.warn("{} claims without a sender given back", released);
            }
        } catch (HubException away) {
            LOG.warn("stray claims not looked for: {}", away.code().number());
        } catch (RuntimeException broken) {
            // a fault of the program must not end the looking, nor reach the scheduler's log with its message
            LOG.error("stray claims not looked for: {}", FailureTrace.of(broken));
        }
    }
}
