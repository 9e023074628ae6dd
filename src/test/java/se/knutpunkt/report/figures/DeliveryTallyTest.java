package se.knutpunkt.report.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percentiles are those of every single delivery, and minutes are counted once. */
class DeliveryTallyTest {

    @ParameterizedTest
    @ValueSource(longs = {7, 11, 20261124})
    void aPercentileIsTheNearestRankOfTheSortedTimes(long seed) {
        Random random = new Random(seed);
        List<Integer> times = new ArrayList<>();
        DeliveryTally one = new DeliveryTally();
        int size = 1 + random.nextInt(3_000);
        for (int i = 0; i < size; i++) {
            int tenths = (int) (9 * Math.exp(random.nextGaussian()));
            times.add(tenths);
            one.add(tenths, 1);
        }
        one.add(null, 3);
        Collections.sort(times);
        for (int percent : new int[] {50, 95, 99}) {
            int rank = (int) Math.ceil(size * percent / 100.0);
            assertThat(one.percentile(percent)).as("seed " + seed).hasValue(times.get(rank - 1));
        }
        assertThat(one.all()).isEqualTo(size + 3L);
        assertThat(one.countAbove(9))
                .isEqualTo(times.stream().filter(tenths -> tenths > 9).count());
    }

    @Test
    void nothingDeliveredHasNoPercentile() {
        DeliveryTally none = new DeliveryTally();
        none.add(null, 2);
        assertThat(none.percentile(50)).isEmpty();
    }

    @Test
    void aMinuteThatIsTouchedCountsOnceAndWhole() {
        Period period = Period.parse("2026Q3");
        Minutes minutes = new Minutes(period.start(), period.end());
        Instant start = period.start();
        minutes.mark(start.minusSeconds(90), start.plusSeconds(1));
        minutes.mark(start.plusSeconds(30), start.plusSeconds(60));
        assertThat(minutes.count()).isEqualTo(1);
        minutes.mark(start.plusSeconds(119), start.plusSeconds(121));
        assertThat(minutes.count()).isEqualTo(3);
        minutes.mark(period.end().minusSeconds(1), null);
        minutes.mark(period.end(), period.end().plusSeconds(60));
        minutes.mark(start.plusSeconds(600), start.plusSeconds(600));
        assertThat(minutes.count()).isEqualTo(4);
        minutes.mark(start, period.end());
        assertThat(minutes.count()).isEqualTo(period.minutes());
    }
}
