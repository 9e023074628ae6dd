package se.knutpunkt.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The targets of the fuzzer without a fuzzer: every seed, and every seed with one byte altered, holds. */
class FuzzSeedsTest {

    private static final long SEED = 20261124;

    static Stream<FuzzTarget> targets() {
        return FuzzTarget.listAll().stream();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void everySeedHolds(FuzzTarget target) {
        List<byte[]> seeds = target.seeds();
        assertThat(seeds).isNotEmpty();
        Random random = new Random(SEED);
        for (byte[] seed : seeds) {
            byte[] altered = seed.clone();
            if (altered.length > 0) {
                altered[random.nextInt(altered.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> {
                        target.run(seed);
                        target.run(altered);
                    })
                    .as("seed %d: %s", SEED, new String(altered, StandardCharsets.ISO_8859_1))
                    .doesNotThrowAnyException();
        }
    }
}
