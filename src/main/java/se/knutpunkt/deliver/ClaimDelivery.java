package se.knutpunkt.deliver;

import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.RouteStep;
import se.knutpunkt.queue.HintMessage;

/** Reads the hint and claims the delivery it names. A hint that comes late, or twice, claims nothing and ends here. */
@RouteStep("claim-delivery")
public final class ClaimDelivery implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimDelivery.class);

    private final LaneHead heads;

    public ClaimDelivery(LaneHead heads) {
        this.heads = heads;
    }

    @Override
    public void process(Exchange exchange) {
        UUID deliveryId;
        try {
            deliveryId = HintMessage.readDeliveryId(exchange.getMessage().getBody());
        } catch (HubException unreadable) {
            LOG.warn("a hint that is none goes to the dead letters");
            exchange.setProperty(SendingExchange.UNREADABLE_HINT, true);
            SendingExchange.begin(exchange, Optional.empty());
            return;
        }
        // From here on it is a message over HTTP; every answer would else be a JMS message that no broker has seen.
        exchange.setMessage(new DefaultMessage(exchange));
        SendingExchange.begin(exchange, heads.claim(deliveryId));
    }
}
