package se.knutpunkt.app;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import se.knutpunkt.message.Stage;
import se.knutpunkt.simulate.SummaryFigures.TimeRow;

/**
 * A second registry beside Prometheus' that keeps the timer {@code hub.stage} by stage alone, with percentiles over the whole run:
 * percentiles of many adapters and events cannot be put together afterwards.
 */
final class DemoMeters {

    private static final String STAGE_TIMER = "hub.stage";
    private static final double[] PERCENTILES = {0.5, 0.95, 0.99};

    private final MeterRegistry registry;

    DemoMeters() {
        registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, Clock.SYSTEM);
        registry.config()
                .meterFilter(MeterFilter.denyUnless(id -> id.getName().equals(STAGE_TIMER)))
                .meterFilter(MeterFilter.ignoreTags("adapter", "event", "outcome"))
                .meterFilter(new MeterFilter() {
                    @Override
                    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                        return DistributionStatisticConfig.builder()
                                .percentiles(PERCENTILES)
                                .expiry(Duration.ofDays(1))
                                .bufferLength(1)
                                .build()
                                .merge(config);
                    }
                });
    }

    /** To be registered beside the others. */
    MeterRegistry registry() {
        return registry;
    }

    /** The stages in the order a message takes them. */
    List<TimeRow> list() {
        List<TimeRow> rows = new ArrayList<>();
        Arrays.stream(Stage.values())
                .forEach(stage -> registry.find(STAGE_TIMER)
                        .tag("stage", stage.code())
                        .timers()
                        .forEach(timer -> rows.add(row(stage, timer))));
        return rows;
    }

    private static TimeRow row(Stage stage, Timer timer) {
        ValueAtPercentile[] values = timer.takeSnapshot().percentileValues();
        return new TimeRow(stage.code(), timer.count(), millis(values[0]), millis(values[1]), millis(values[2]));
    }

    private static double millis(ValueAtPercentile value) {
        return value.value(TimeUnit.MILLISECONDS);
    }
}
