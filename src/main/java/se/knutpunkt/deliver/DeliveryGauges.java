package se.knutpunkt.deliver;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.message.FailureTrace;
import se.knutpunkt.message.HubException;

/** The gauge {@code hub.deliveries}: how many deliveries wait for each receiver, by state. What was made is counted by {@code hub.stage}. */
public final class DeliveryGauges {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryGauges.class);

    private final MessageLedger messages;
    private final MultiGauge gauge;

    public DeliveryGauges(MessageLedger messages, MeterRegistry meters) {
        this.messages = messages;
        this.gauge = MultiGauge.builder("hub.deliveries")
                .description("Deliveries still to be made, by receiver and state")
                .register(meters);
    }

    /** Reads the figures anew. */
    public void refresh() {
        try {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            messages.countWaiting()
                    .forEach((system, states) -> states.forEach((state, count) ->
                            rows.add(MultiGauge.Row.of(Tags.of("adapter", system, "state", state), count))));
            gauge.register(rows, true);
        } catch (HubException away) {
            LOG.warn("figures not read: {}", away.code().number());
        } catch (RuntimeException broken) {
            // a fault of the program must not end the reading, nor reach the scheduler's log with its message
            LOG.error("figures not read: {}", FailureTrace.of(broken));
        }
    }
}
