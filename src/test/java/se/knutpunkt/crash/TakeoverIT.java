package se.knutpunkt.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two hubs under load, one killed with {@code kill -9}: the other has its work within 15 seconds, and every promise holds. */
@Tag("long")
class TakeoverIT {

    private static final double MOST_SECONDS = 15;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void theOtherHasTheDeadNodesWorkWithinFifteenSeconds() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.printf("Takeover, seed %d%n", seed);
        try (TwoHubs hubs = new TwoHubs(folder)) {
            String killed = hubs.start();
            hubs.slowDownReceivers(new Random(seed));
            try (Load load = hubs.load(seed)) {
                load.awaitInFlight(80);
                Awaitility.await("the node has work in hand")
                        .atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> hubs.ledger().listClaimed(killed).size() > 2);

                hubs.one().kill();
                long from = System.nanoTime();
                Set<String> left = new HashSet<>(hubs.ledger().listClaimed(killed));
                assertThat(left).as("claims of the killed node").isNotEmpty();
                Awaitility.await("taken over")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> hubs.ledger().listClaimed(killed).isEmpty());
                double seconds = (System.nanoTime() - from) / 1e9;
                System.out.printf("%d claims of the killed node taken over after %.1f s%n", left.size(), seconds);
                assertThat(seconds).isLessThanOrEqualTo(MOST_SECONDS);

                load.awaitMore(30);
                load.requirePromises();
            }
        }
    }
}
