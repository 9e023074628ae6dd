package se.knutpunkt.deliver;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import se.knutpunkt.ledger.MessageLedger;

/** The gauge {@code hub.deliveries}: how many deliveries each receiver has in each state. */
public final class DeliveryGauges {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryGauges.class);

    private final MessageLedger messages;
    private final MultiGauge gauge;

    public DeliveryGauges(MessageLedger messages, MeterRegistry meters) {
        this.messages = messages;
        this.gauge = MultiGauge.builder("hub.deliveries")
                .description("Deliveries by receiver and state")
                .register(meters);
    }

    /** Reads the figures anew. */
    public void refresh() {
        try {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            messages.countDeliveries()
                    .forEach((system, states) -> states.forEach((state, count) ->
                            rows.add(MultiGauge.Row.of(Tags.of("adapter", system, "state", state), count))));
            gauge.register(rows, true);
        } catch (RuntimeException away) {
            LOG.warn("figures not read: {}", away.getClass().getSimpleName());
        }
    }
}
