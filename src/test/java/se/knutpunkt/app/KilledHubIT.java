package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.knutpunkt.process.HubProcess;

/** The whole hub killed with {@code kill -9} in the middle of its work and started again on what it left behind. */
class KilledHubIT {

    private static final Path DATA = Path.of("target", "killed-hub-it");
    private static final Duration SOON = Duration.ofSeconds(120);

    @Test
    void everythingAcceptedBeforeTheKillIsDeliveredAfterIt() throws Exception {
        DemoFiles.deleteTree(DATA);
        try (SlowReceiver receiver = new SlowReceiver()) {
            Map<String, String> settings = new HashMap<>(receiver.settings());
            settings.put("hub.allow-embedded", "true");
            try (HubProcess hub = new HubProcess(DATA, settings)) {
                hub.start();
                Set<String> accepted = new HashSet<>(SlowReceiver.send(hub, 12));
                hub.kill();
                assertThat(receiver.hasAll(accepted))
                        .as("killed before it was done")
                        .isFalse();
                assertThat(Files.exists(DATA.resolve("postgres/postmaster.pid")))
                        .as("its database is left behind")
                        .isTrue();

                hub.start();
                accepted.addAll(SlowReceiver.send(hub, 1));

                await().atMost(SOON).until(() -> receiver.hasAll(accepted));
                receiver.requireNothingTwiceUnmarked();
            }
            await().atMost(SOON).until(() -> !Files.exists(DATA.resolve("postgres/postmaster.pid")));
        }
    }
}
