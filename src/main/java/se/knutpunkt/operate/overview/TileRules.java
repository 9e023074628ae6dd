package se.knutpunkt.operate.overview;

import java.time.Duration;
import java.time.Instant;

/** How a party fares, from its figures; the same for all. */
final class TileRules {

    private final OverviewSettings settings;

    TileRules(OverviewSettings settings) {
        this.settings = settings;
    }

    /**
     * The worst that is true.
     *
     * @param oldest when the oldest delivery that is not done was accepted; null when there is none
     * @param lastTraffic when something last went; null when nothing is known
     * @param silenceKnown whether the traffic is known as far back as silence is measured
     */
    TileState state(
            long held,
            boolean circuitOpen,
            boolean paused,
            Instant oldest,
            Instant lastTraffic,
            boolean silenceKnown,
            Instant now) {
        if (circuitOpen || held >= settings.failingHeld()) {
            return TileState.FAILING;
        }
        if (paused) {
            return TileState.PAUSED;
        }
        if (oldest != null && isOlder(oldest, settings.slowAfter(), now)) {
            return TileState.SLOW;
        }
        boolean heard = lastTraffic != null && !isOlder(lastTraffic, settings.silentAfter(), now);
        return silenceKnown && !heard ? TileState.SILENT : TileState.FLOWING;
    }

    private static boolean isOlder(Instant at, Duration limit, Instant now) {
        return Duration.between(at, now).compareTo(limit) > 0;
    }
}
