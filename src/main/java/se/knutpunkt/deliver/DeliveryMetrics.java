package se.knutpunkt.deliver;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import se.knutpunkt.ledger.Claim;
import se.knutpunkt.message.Stage;

/** The timer {@code hub.stage}: one figure per stage, adapter, event and outcome; never a person or a message. */
public final class DeliveryMetrics {

    private final MeterRegistry meters;

    public DeliveryMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void record(Stage stage, Claim claim, String outcome, long nanos) {
        meters.timer(
                        "hub.stage",
                        "stage",
                        stage.code(),
                        "adapter",
                        claim.receiver().systemId(),
                        "event",
                        claim.eventCode(),
                        "outcome",
                        outcome)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
