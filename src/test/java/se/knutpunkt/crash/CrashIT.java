package se.knutpunkt.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.codec.Format;
import se.knutpunkt.message.FaultPoint;
import se.knutpunkt.process.BrokerProcess;

/**
 * Nothing accepted is lost, nothing has its effect twice unmarked, and every lane keeps its order, whatever is killed whenever
 * (architecture 3). {@code -Dkills} and {@code -Dseed} choose; the table is printed.
 */
class CrashIT {

    private static final int REPETITIONS = 3;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final CrashSettings settings = CrashSettings.read(System.getProperties(), System.nanoTime());
    private final Random random = new Random(settings.seed());
    private final Map<Format, Integer> entrances = new EnumMap<>(Format.class);
    private final List<KillRow> rows = new ArrayList<>();

    @Test
    void nothingAcceptedIsLostDoubledOrOvertakenWhateverIsKilled() {
        System.out.printf("Crash test, %d kills, seed %d%n", settings.kills(), settings.seed());
        try {
            onEmbedded();
            withExternalBroker();
        } finally {
            KillTable.print(System.out, settings, rows);
        }
        assertThat(rows).hasSize(settings.kills());
        assertPromises();
        assertThat(entrances.keySet()).containsExactlyInAnyOrder(Format.values());
        assertThat(entrances)
                .allSatisfy((format, messages) -> assertThat(messages)
                        .as("messages accepted as " + format)
                        .isPositive());
    }

    /** The hub and its database, the latter every third time. */
    private void onEmbedded() {
        try (HubUnderFire fire = new HubUnderFire(folder.resolve("embedded"), Optional.empty())) {
            fire.start();
            for (int i = 0; i < settings.onEmbedded(); i++) {
                kill(fire, i % 3 == 1 ? KillTarget.DATABASE : KillTarget.HUB);
            }
            assertChannels(fire.receivers());
        }
    }

    /** An external broker, and the hub beside it every other time. */
    private void withExternalBroker() {
        if (settings.withExternalBroker() == 0) {
            return;
        }
        try (BrokerProcess broker = new BrokerProcess(folder.resolve("external"));
                HubUnderFire fire = new HubUnderFire(folder.resolve("external"), Optional.of(broker))) {
            broker.start();
            fire.start();
            for (int i = 0; i < settings.withExternalBroker(); i++) {
                kill(fire, i % 2 == 0 ? KillTarget.BROKER : KillTarget.HUB);
            }
        }
    }

    /** A kill that caught too little is no kill; it is repeated a few times. */
    private void kill(HubUnderFire fire, KillTarget target) {
        for (int tries = 0; tries < REPETITIONS; tries++) {
            KillRow row = new Kill(fire, target, random.nextLong(), entrances).run();
            if (row.caughtEnough() || tries == REPETITIONS - 1) {
                rows.add(row);
                return;
            }
        }
    }

    private void assertChannels(Receivers receivers) {
        for (String channel : List.of("push-fhir", "push-json", "pull")) {
            assertThat(receivers.countReceived(channel)).as(channel).isPositive();
        }
        assertThat(receivers.countUnreadable()).isZero();
    }

    private void assertPromises() {
        SoftAssertions all = new SoftAssertions();
        for (KillRow row : rows) {
            String kill = row.target() + " " + row.seed();
            all.assertThat(row.inFlight()).as(kill + " in flight").isGreaterThanOrEqualTo(KillRow.LEAST_IN_FLIGHT);
            all.assertThat(row.windows()).as(kill + " windows").isEqualTo(FaultPoint.UNDER_LOAD);
            all.assertThat(row.lost()).as(kill + " lost").isEmpty();
            all.assertThat(row.unmarked()).as(kill + " doubled unmarked").isZero();
            all.assertThat(row.outOfOrder()).as(kill + " out of order").isEmpty();
            all.assertThat(row.stuck()).as(kill + " stuck SENDING").isZero();
            all.assertThat(row.waiting()).as(kill + " still waiting").isZero();
            all.assertThat(row.problems()).as(kill + " other").isEmpty();
        }
        all.assertAll();
    }
}
