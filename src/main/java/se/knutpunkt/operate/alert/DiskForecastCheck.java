package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.ledger.WatchLedger.DiskSample;

/** Disks that will be full within the rule's hours, at the growth of the last day. */
final class DiskForecastCheck implements AlertCheck {

    private static final long MEBIBYTE = 1L << 20;

    private final WatchLedger ledger;
    private final Clock clock;

    DiskForecastCheck(WatchLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "disk-forecast";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        Map<String, List<DiskSample>> byPlace = new TreeMap<>();
        ledger.listDisks(clock.instant().minus(Duration.ofDays(1)))
                .forEach(sample -> byPlace.computeIfAbsent(sample.place(), place -> new ArrayList<>())
                        .add(sample));
        List<Condition> found = new ArrayList<>();
        byPlace.forEach((place, samples) -> DiskForecast.untilFull(samples)
                .filter(left -> left.compareTo(Duration.ofHours(rule.hours())) < 0)
                .ifPresent(left -> found.add(new Condition(
                        place,
                        Map.of(
                                "hours", Long.toString(left.toHours()),
                                "free",
                                        Long.toString(
                                                samples.get(samples.size() - 1).free() / MEBIBYTE))))));
        return found;
    }
}
