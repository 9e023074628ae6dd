package se.knutpunkt.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.actuate.health.Status;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.knutpunkt.codec.Format;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;

/** Activation against the real ledger; what makes a candidate good is left to a reader that looks for the word "bad". */
class ActivatorIT {

    @TempDir
    private Path folder;

    private LedgerFixture ledger;
    private final ConfigurationInForce inForce = new ConfigurationInForce();

    @BeforeEach
    void prepare() throws IOException {
        ledger = LedgerFixture.create();
        for (String name : List.of("adapters", "mappings", "routes")) {
            Files.createDirectories(folder.resolve(name));
        }
        write("good one");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aGoodCandidateIsStoredAndInForceAfterTheStart() {
        activator(true).start();

        String hash = inForce.get().hash();
        assertThat(ledger.ledgers().configurations().findActiveHash()).contains(hash);
        assertThat(ledger.ledgers().configurations().findContent(hash)).isPresent();
        assertThat(controls()).isEqualTo(1);
    }

    @Test
    void startingAgainWithTheSameFilesAddsNothingToTheHistory() {
        activator(true).start();
        new Activator(
                        folder,
                        true,
                        ActivatorIT::read,
                        new ConfigurationInForce(),
                        ledger.ledgers().configurations(),
                        ledger.ledgers().controls())
                .start();

        assertThat(count("configuration_active")).isEqualTo(1);
    }

    @Test
    void aBadCandidateLeavesTheGoodOneInForceAndTellsEveryDefect() throws IOException {
        Activator activator = activator(true);
        activator.start();
        String good = inForce.get().hash();
        write("bad bad");

        assertThat(activator.activateFiles("test")).isFalse();

        assertThat(inForce.get().hash()).isEqualTo(good);
        assertThat(activator.listDefects()).hasSize(2);
        assertThat(new ConfigurationHealth(activator, inForce).health().getStatus())
                .isEqualTo(new Status("DEGRADED"));
    }

    @Test
    void aMendedCandidateComesInForceAndTheDefectsAreGone() throws IOException {
        Activator activator = activator(true);
        activator.start();
        write("bad");
        activator.activateFiles("test");
        write("good two");

        assertThat(activator.activateFiles("test")).isTrue();

        assertThat(activator.listDefects()).isEmpty();
        assertThat(new ConfigurationHealth(activator, inForce).health().getStatus())
                .isEqualTo(Status.UP);
        assertThat(count("configuration_active")).isEqualTo(2);
    }

    @Test
    void puttingTheOldFilesBackClearsTheDefectsWithoutANewActivation() throws IOException {
        Activator activator = activator(true);
        activator.start();
        write("bad");
        activator.activateFiles("test");
        write("good one");

        assertThat(activator.activateFiles("test")).isTrue();

        assertThat(activator.listDefects()).isEmpty();
        assertThat(count("configuration_active")).isEqualTo(1);
    }

    @Test
    void aStartWithBadFilesFallsBackToTheLastGoodOfTheLedger() throws IOException {
        activator(true).start();
        String good = inForce.get().hash();
        write("bad");
        ConfigurationInForce other = new ConfigurationInForce();

        new Activator(
                        folder,
                        true,
                        ActivatorIT::read,
                        other,
                        ledger.ledgers().configurations(),
                        ledger.ledgers().controls())
                .start();

        assertThat(other.get().hash()).isEqualTo(good);
    }

    @Test
    void aStartIsRefusedWithEveryDefectWhenNoneWasEverGood() throws IOException {
        write("bad bad");

        assertThatThrownBy(() -> activator(true).start()).isInstanceOfSatisfying(HubException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.NO_CONFIGURATION);
            assertThat(e.getMessage()).contains("adapters/a.txt: 1: bad; mend", "adapters/a.txt: 2: bad; mend");
        });
        assertThat(inForce.isPresent()).isFalse();
    }

    @Test
    void aNodeThatFollowsTheLedgerIgnoresItsFilesAndTakesWhatAnotherNodeActivates() throws IOException {
        activator(true).start();
        String first = inForce.get().hash();
        ConfigurationInForce second = new ConfigurationInForce();
        Activator follower = new Activator(
                folder,
                false,
                ActivatorIT::read,
                second,
                ledger.ledgers().configurations(),
                ledger.ledgers().controls());
        write("good two");
        follower.start();
        assertThat(second.get().hash()).isEqualTo(first);

        Activator other = activator(true);
        other.activateFiles("test");
        new ConfigurationWatch(folder, false, follower).look();

        assertThat(second.get().hash())
                .isNotEqualTo(first)
                .isEqualTo(inForce.get().hash());
    }

    @Test
    void aNodeWithFilesOfItsOwnTakesWhatAnotherNodeActivatesToo() throws IOException {
        Activator first = activator(true);
        first.start();
        ConfigurationWatch watch = new ConfigurationWatch(folder, true, first);
        watch.look();
        Path elsewhere = Files.createDirectories(folder.resolve("other-node"));
        for (String name : List.of("adapters", "mappings", "routes")) {
            Files.createDirectories(elsewhere.resolve(name));
        }
        Files.writeString(elsewhere.resolve("adapters/a.txt"), "good two");
        ConfigurationInForce second = new ConfigurationInForce();
        new Activator(
                        elsewhere,
                        true,
                        ActivatorIT::read,
                        second,
                        ledger.ledgers().configurations(),
                        ledger.ledgers().controls())
                .start();
        assertThat(second.get().hash()).isNotEqualTo(inForce.get().hash());

        watch.look();

        assertThat(inForce.get().hash()).isEqualTo(second.get().hash());
        watch.look();
        assertThat(ledger.ledgers().configurations().findActiveHash())
                .as("its own files do not win it back")
                .contains(second.get().hash());
    }

    @Test
    void theWatchActsOnAChangeWhenItHasStoodStill() throws IOException {
        Activator activator = activator(true);
        activator.start();
        String first = inForce.get().hash();
        ConfigurationWatch watch = new ConfigurationWatch(folder, true, activator);
        watch.look();
        write("good two");
        Files.setLastModifiedTime(folder.resolve("adapters/a.txt"), FileTime.from(Instant.EPOCH));

        watch.look();
        assertThat(inForce.get().hash()).isEqualTo(first);
        watch.look();
        assertThat(inForce.get().hash()).isNotEqualTo(first);
    }

    private Activator activator(boolean fromFiles) {
        return new Activator(
                folder,
                fromFiles,
                ActivatorIT::read,
                inForce,
                ledger.ledgers().configurations(),
                ledger.ledgers().controls());
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("adapters/a.txt"), text);
    }

    private static Optional<InForce> read(Candidate candidate, String hash, List<Defect> defects) {
        String[] words = candidate.findText("adapters/a.txt").orElseThrow().split(" ");
        for (int i = 0; i < words.length; i++) {
            if (words[i].equals("bad")) {
                defects.add(Defect.of("adapters/a.txt", String.valueOf(i + 1), "bad", "mend"));
            }
        }
        return defects.isEmpty() ? Optional.of(new InForce(hash, null, directory(), null, null)) : Optional.empty();
    }

    private static Directory directory() {
        Outbound outbound = new Outbound(
                Outbound.Channel.PULL,
                Format.EVENT_JSON,
                "canonical-to-event",
                "",
                "",
                Set.of(),
                false,
                false,
                java.time.Duration.ofSeconds(5),
                1,
                0,
                java.time.Duration.ofSeconds(1),
                java.time.Duration.ofSeconds(2),
                5);
        return new Directory(
                List.of(), List.of(new HubSystem("a", HsaId.of("SE2120001439-SYS"), "A", Set.of("p"), null, outbound)));
    }

    private int controls() {
        return count("control");
    }

    private int count(String table) {
        return JdbcClient.create(ledger.dataSource())
                .sql("SELECT count(*) FROM " + table)
                .query(Integer.class)
                .single();
    }
}
