package se.knutpunkt.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Stage;

/** How long each step takes, as {@code hub.stage} by stage, adapter, event and outcome; never anything else of a message. */
final class StageTimes {

    static final String METER = "hub.stage";

    private final MeterRegistry meters;

    StageTimes(MeterRegistry meters) {
        this.meters = meters;
    }

    <T> T time(Stage stage, String adapter, String event, Supplier<T> step) {
        long start = System.nanoTime();
        String outcome = "failed";
        try {
            T result = step.get();
            outcome = "done";
            return result;
        } catch (HubException refused) {
            outcome = refused.code().number();
            throw refused;
        } finally {
            record(stage, adapter, event, outcome, start);
        }
    }

    void record(Stage stage, String adapter, String event, String outcome, long startNanos) {
        Timer.builder(METER)
                .tag("stage", stage.code())
                .tag("adapter", adapter)
                .tag("event", event.isEmpty() ? "unknown" : event)
                .tag("outcome", outcome)
                .register(meters)
                .record(Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
