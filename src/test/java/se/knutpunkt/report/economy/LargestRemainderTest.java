package se.knutpunkt.report.economy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What holds for every split, tried on many; the seed is printed with what breaks. */
class LargestRemainderTest {

    private static final long SEED = Long.getLong("seed", 20_261_124L);
    private static final int TRIES = 2_000;

    @Test
    void theSharesSumToTheTotalAndEachIsWithinOneOreOfItsExactShare() {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            long total = random.nextLong(-5_000_000_000L, 5_000_000_000L);
            SortedMap<String, Long> weights = weights(random);

            SortedMap<String, Long> shares = LargestRemainder.split(total, weights);

            String what = "seed " + SEED + " try " + i;
            assertThat(shares.values().stream().mapToLong(Long::longValue).sum())
                    .as(what)
                    .isEqualTo(total);
            BigInteger sum = BigInteger.valueOf(
                    weights.values().stream().mapToLong(Long::longValue).sum());
            weights.forEach((key, weight) -> {
                BigInteger exact = BigInteger.valueOf(total).multiply(BigInteger.valueOf(weight));
                BigInteger off =
                        BigInteger.valueOf(shares.get(key)).multiply(sum).subtract(exact);
                assertThat(off.abs()).as(what + " " + key).isLessThan(sum);
            });
        }
    }

    @Test
    void aHeavierNeverPaysLessAndWhoWeighsNothingPaysNothing() {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            long total = random.nextLong(0, 5_000_000_000L);
            SortedMap<String, Long> weights = weights(random);

            SortedMap<String, Long> shares = LargestRemainder.split(total, weights);

            for (Map.Entry<String, Long> one : weights.entrySet()) {
                if (one.getValue() == 0) {
                    assertThat(shares.get(one.getKey())).isZero();
                }
                weights.forEach((other, weight) -> {
                    if (one.getValue() > weight) {
                        assertThat(shares.get(one.getKey()))
                                .as("seed " + SEED)
                                .isGreaterThanOrEqualTo(shares.get(other));
                    }
                });
            }
        }
    }

    @Test
    void aCreditTakesBackExactlyWhatTheDebitLaidOn() {
        Random random = new Random(SEED);
        for (int i = 0; i < TRIES; i++) {
            long total = random.nextLong(0, 5_000_000_000L);
            SortedMap<String, Long> weights = weights(random);

            SortedMap<String, Long> debit = LargestRemainder.split(total, weights);
            SortedMap<String, Long> credit = LargestRemainder.split(-total, weights);

            debit.forEach((key, share) ->
                    assertThat(credit.get(key)).as("seed " + SEED).isEqualTo(-share));
        }
    }

    @Test
    void anOddOreOfAnEvenSplitFallsOnTheRegion() {
        CostShares shares = CostSplit.split(101, 50, new TreeMap<>(Map.of("1440", 1L, "1480", 3L)));

        assertThat(shares.regionOre()).isEqualTo(51);
        assertThat(shares.municipalOre()).isEqualTo(50);
        assertThat(shares.municipalities()).containsExactly(Map.entry("1440", 12L), Map.entry("1480", 38L));
    }

    @Test
    void withoutAnyWeightNothingIsSplit() {
        assertThatThrownBy(() -> LargestRemainder.split(100, new TreeMap<>(Map.of("1440", 0L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no weight is above nought");
    }

    private static SortedMap<String, Long> weights(Random random) {
        SortedMap<String, Long> weights = new TreeMap<>();
        int count = 1 + random.nextInt(60);
        for (int i = 0; i < count; i++) {
            weights.put("k" + i, random.nextInt(5) == 0 ? 0L : random.nextLong(1, 700_000));
        }
        weights.put("certain", 1L + random.nextInt(3));
        return weights;
    }
}
