package se.knutpunkt.deliver;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.ledger.ControlLedger;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.FaultPoint;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Stage;

/** Claims the head of a lane for one attempt, or finds that there is nothing to do; a lost chance comes back with the sweep. */
public final class LaneHead {

    private static final Logger LOG = LoggerFactory.getLogger(LaneHead.class);

    private final DeliveryLedger deliveries;
    private final ControlLedger control;
    private final ConfigurationInForce configuration;
    private final UnderWay underWay;
    private final DeliveryMetrics metrics;
    private final Clock clock;

    public LaneHead(
            DeliveryLedger deliveries,
            ControlLedger control,
            ConfigurationInForce configuration,
            UnderWay underWay,
            DeliveryMetrics metrics,
            Clock clock) {
        this.deliveries = deliveries;
        this.control = control;
        this.configuration = configuration;
        this.underWay = underWay;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Empty when it is not to be sent now, for whatever reason; never an exception. */
    Optional<Sending> claim(UUID deliveryId) {
        long start = System.nanoTime();
        underWay.begin(deliveryId);
        try {
            InForce inForce = configuration.get();
            Optional<Sending> sending = deliveries.claim(deliveryId).flatMap(claim -> sending(claim, inForce, start));
            if (sending.isEmpty()) {
                underWay.end(deliveryId);
            }
            return sending;
        } catch (HubException away) {
            underWay.end(deliveryId);
            LOG.warn("claim failed, left to the sweep: {}", away.code().number());
            return Optional.empty();
        } catch (RuntimeException broken) {
            // thrown on, the broker would give the same hint again at once and for ever
            underWay.end(deliveryId);
            LOG.error("claim failed, left to the sweep: {}", FailureTrace.of(broken));
            return Optional.empty();
        }
    }

    /** The attempt is over and recorded, or cannot be. */
    void leave(Claim claim) {
        underWay.end(claim.deliveryId());
        DeliveryLog.leave();
    }

    private Optional<Sending> sending(Claim claim, InForce inForce, long start) {
        String systemId = claim.receiver().systemId();
        Optional<HubSystem> system = inForce.directory()
                .findSystem(systemId)
                .filter(found ->
                        found.outbound() != null && found.outbound().channel().isPush());
        Instant now = clock.instant();
        if (system.isEmpty()) {
            deliveries.release(claim);
            return Optional.empty();
        }
        if (!system.get().outbound().isOpen(now)) {
            deliveries.release(claim);
            control.close(systemId, system.get().outbound().opensAt(now));
            return Optional.empty();
        }
        DeliveryLog.enter(claim);
        metrics.record(Stage.CLAIM, claim, "claimed", System.nanoTime() - start);
        FaultPoint.CLAIM_TO_SEND.pass();
        return Optional.of(new Sending(claim, system.get(), inForce, System.nanoTime()));
    }
}
