package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.knutpunkt.simulate.SummaryFigures.TimeRow;

class DemoMetersTest {

    private final DemoMeters meters = new DemoMeters();

    @Test
    void timesOfAllAdaptersAndEventsCountTogetherByStageInTheOrderOfStages() {
        MeterRegistry registry = meters.registry();
        record(registry, "record", "municipality-ale", 4);
        record(registry, "record", "municipality-orust", 4);
        record(registry, "decode", "municipality-ale", 1);
        registry.counter("hub.something.else").increment();

        List<TimeRow> rows = meters.list();

        assertThat(rows).extracting(TimeRow::name).containsExactly("decode", "record");
        assertThat(rows.get(1).count()).isEqualTo(2);
        assertThat(rows.get(1).p50()).isBetween(3.8, 4.2);
        assertThat(registry.getMeters()).hasSize(2);
    }

    private static void record(MeterRegistry registry, String stage, String adapter, long millis) {
        registry.timer("hub.stage", "stage", stage, "adapter", adapter, "event", "leave", "outcome", "done")
                .record(Duration.ofMillis(millis));
    }
}
