package se.knutpunkt.operate.alert;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.ledger.WatchLedger.DiskSample;

/** When a disk is full, if it goes on filling as it has: the straight line through its samples. */
final class DiskForecast {

    private static final Duration SHORTEST = Duration.ofMinutes(30);
    private static final double LAST_SHARE = 0.03;

    private DiskForecast() {}

    /**
     * Time until nothing is free; empty when it does not fill, or is not known for long enough.
     *
     * @param samples of one disk, oldest first
     */
    static Optional<Duration> untilFull(List<DiskSample> samples) {
        if (samples.isEmpty()) {
            return Optional.empty();
        }
        DiskSample last = samples.get(samples.size() - 1);
        if (last.free() <= last.total() * LAST_SHARE) {
            return Optional.of(Duration.ZERO);
        }
        DiskSample first = samples.get(0);
        if (Duration.between(first.at(), last.at()).compareTo(SHORTEST) < 0) {
            return Optional.empty();
        }
        double slope = slope(samples, first);
        double seconds = slope >= 0 ? Double.MAX_VALUE : last.free() / -slope;
        // further away than anybody plans
        return seconds > Duration.ofDays(3650).toSeconds()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds((long) seconds));
    }

    /** Free bytes a second, by least squares. */
    private static double slope(List<DiskSample> samples, DiskSample first) {
        double meanTime = 0;
        double meanFree = 0;
        for (DiskSample sample : samples) {
            meanTime += seconds(first, sample) / samples.size();
            meanFree += (double) sample.free() / samples.size();
        }
        double covariance = 0;
        double variance = 0;
        for (DiskSample sample : samples) {
            double time = seconds(first, sample) - meanTime;
            covariance += time * (sample.free() - meanFree);
            variance += time * time;
        }
        return variance == 0 ? 0 : covariance / variance;
    }

    private static double seconds(DiskSample first, DiskSample sample) {
        return Duration.between(first.at(), sample.at()).toMillis() / 1000.0;
    }
}
