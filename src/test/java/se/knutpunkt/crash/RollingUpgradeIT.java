package se.knutpunkt.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.process.HubProcess;

/**
 * Two hubs under load upgraded one after the other to a version with a migration more: nothing is lost, doubled unmarked or out of order,
 * counted by senders and receivers.
 */
@Tag("long")
class RollingUpgradeIT {

    private static final Path LATER_VERSION = Path.of("test-data", "upgrade");
    private static final int SOME = 60;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void nodeByNodeUnderLoadWithAMigrationInBetweenLosesNothing() {
        long seed = Long.getLong("seed", System.nanoTime());
        System.out.printf("Rolling upgrade, seed %d%n", seed);
        try (TwoHubs hubs = new TwoHubs(folder)) {
            hubs.start();
            try (Load load = hubs.load(seed)) {
                load.awaitMore(SOME);
                assertThat(hubs.ledger().hasMigration("9001")).isFalse();
                for (HubProcess node : List.of(hubs.one(), hubs.other())) {
                    node.stop();
                    load.awaitMore(SOME);
                    node.upgrade(LATER_VERSION);
                    node.start();
                    assertThat(hubs.ledger().hasMigration("9001"))
                            .as("both are the later version now, or one is and the other works beside it")
                            .isTrue();
                    load.awaitMore(SOME);
                }
                load.requirePromises();
            }
            assertThat(hubs.ledger().listLivingNodes()).hasSize(2);
        }
    }
}
