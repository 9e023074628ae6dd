package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.TimeOrderedIds;

/** The disk of the ledger full in the middle of the work, and room again. */
class FullDiskIT {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final int FLOOD = 5_000;

    @TempDir
    static Path folder;

    @Test
    void nothingAcceptedIsLostIntakeSaysTryLaterAndItHealsWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = new SmallDisk(folder)) {
            await().atMost(SOON).ignoreExceptions().until(() -> {
                try (HikariDataSource source = Database.connect(disk.address(), 2)) {
                    Database.migrate(source);
                    return true;
                }
            });
            try (HikariDataSource source = Database.connect(disk.address(), 4)) {
                Ledgers ledgers = Ledgers.on(
                        new Database(source),
                        MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32])),
                        Clock.systemUTC(),
                        new TimeOrderedIds(),
                        100_000,
                        hints -> {});
                List<UUID> accepted = new ArrayList<>();
                accepted.add(accept(ledgers));

                disk.fill();
                ErrorCode refused = acceptUntilRefused(ledgers, accepted);

                assertThat(refused).isEqualTo(ErrorCode.LEDGER_UNAVAILABLE);
                assertThat(disk.hasSaid("No space left on device")).as("full").isTrue();

                disk.free();
                await().atMost(SOON).ignoreExceptions().until(() -> accepted.add(accept(ledgers)));
                assertThat(JdbcClient.create(source)
                                .sql("SELECT hub_id FROM message WHERE state = 'ACCEPTED'")
                                .query(UUID.class)
                                .list())
                        .containsAll(accepted);
                assertThat(JdbcClient.create(source)
                                .sql("SELECT hub_id FROM delivery WHERE state = 'READY' AND head")
                                .query(UUID.class)
                                .list())
                        .containsAll(accepted);
            }
        }
    }

    private static ErrorCode acceptUntilRefused(Ledgers ledgers, List<UUID> accepted) {
        for (int i = 0; i < FLOOD; i++) {
            try {
                accepted.add(accept(ledgers));
            } catch (HubException full) {
                return full.code();
            }
        }
        throw new AssertionError("the disk never became full");
    }

    private static UUID accept(Ledgers ledgers) {
        String id = UUID.randomUUID().toString();
        IntakeReceipt receipt =
                ledgers.intake().record(Drafts.of(id, "ab", Drafts.visit("v-" + id)), Drafts.to("receiver"));
        assertThat(receipt.outcome()).isEqualTo(IntakeReceipt.Outcome.ACCEPTED);
        return receipt.hubId();
    }
}
