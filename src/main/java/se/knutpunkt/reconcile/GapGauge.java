package se.knutpunkt.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import se.knutpunkt.ledger.ReconciliationLedger;

/** The gauge {@code hub.reconciliation.gaps}: the open gaps of the last five weeks by system. */
final class GapGauge {

    private static final int DAYS = 35;

    private final ReconciliationLedger results;
    private final MultiGauge gauge;
    private final Clock clock;

    GapGauge(ReconciliationLedger results, MeterRegistry meters, Clock clock) {
        this.results = results;
        this.clock = clock;
        this.gauge = MultiGauge.builder("hub.reconciliation.gaps")
                .description("Open gaps of the last five weeks by system")
                .register(meters);
    }

    /** Reads the figures anew. */
    void refresh() {
        LocalDate today = ManifestDay.of(clock.instant()).date();
        List<MultiGauge.Row<?>> rows = results.countGaps(today.minusDays(DAYS), today).entrySet().stream()
                .<MultiGauge.Row<?>>map(
                        entry -> MultiGauge.Row.of(Tags.of("adapter", entry.getKey()), entry.getValue()))
                .toList();
        gauge.register(rows, true);
    }
}
