package se.knutpunkt.operate.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.knutpunkt.ledger.WatchLedger.DiskSample;

/** When a disk will be full. */
class DiskForecastTest {

    private static final Instant START = Instant.parse("2026-11-24T06:00:00Z");

    @Test
    void aDiskThatLosesATenthAnHourIsFullInTheHoursThatAreLeft() {
        assertThat(DiskForecast.untilFull(samples(1000, 900, 800, 700)))
                .hasValueSatisfying(left -> assertThat(left).isCloseTo(Duration.ofHours(7), Duration.ofMinutes(1)));
    }

    @Test
    void oneThatIsClearedNowAndThenIsJudgedByTheWhole() {
        assertThat(DiskForecast.untilFull(samples(1000, 900, 950, 850, 900, 800)))
                .hasValueSatisfying(left -> assertThat(left).isBetween(Duration.ofHours(20), Duration.ofHours(30)));
    }

    @Test
    void oneThatDoesNotFillIsNeverFull() {
        assertThat(DiskForecast.untilFull(samples(800, 800, 800))).isEmpty();
        assertThat(DiskForecast.untilFull(samples(700, 800, 900))).isEmpty();
    }

    @Test
    void twoSamplesOfOneMinuteTellNothing() {
        assertThat(DiskForecast.untilFull(List.of(
                        new DiskSample("hub", START, 1000, 1000),
                        new DiskSample("hub", START.plusSeconds(60), 500, 1000))))
                .isEmpty();
        assertThat(DiskForecast.untilFull(List.of())).isEmpty();
    }

    @Test
    void oneThatIsFullIsFullNow() {
        assertThat(DiskForecast.untilFull(samples(20))).contains(Duration.ZERO);
    }

    private static List<DiskSample> samples(long... free) {
        List<DiskSample> samples = new ArrayList<>();
        for (int i = 0; i < free.length; i++) {
            samples.add(new DiskSample("hub", START.plus(Duration.ofHours(i)), free[i], 1000));
        }
        return samples;
    }
}
