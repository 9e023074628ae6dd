package se.knutpunkt.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.Direction;
import se.knutpunkt.ledger.EpisodeKey;
import se.knutpunkt.ledger.FrozenManifest;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.ledger.Ledgers;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.translate.TestConfiguration;

/** Days that are frozen when they are over, and lists and results as files. The clock stands the day after the messages. */
class ReconciliationFilesIT {

    private static final TimeOrderedIds IDS = new TimeOrderedIds();
    private static final HsaId HOSPITAL = HsaId.of("SE2321000131-SYN000016");

    @TempDir
    private Path folder;

    private LedgerFixture fixture;
    private Ledgers ledgers;
    private Manifests manifests;
    private ReconciliationFolder files;
    private Freezer freezer;
    private ManifestDay day;

    @BeforeEach
    void open() {
        fixture = LedgerFixture.create();
        ledgers = fixture.ledgers();
        day = ManifestDay.of(accept("m-1").acceptedAt());
        ReconciliationSettings settings =
                new ReconciliationSettings(100, 10_000, Duration.ofMinutes(15), Duration.ofHours(6), folder);
        Clock clock = Clock.fixed(day.to().plus(Duration.ofHours(7)), ManifestDay.ZONE);
        manifests = new Manifests(ledgers.manifests(), settings);
        Reconciler reconciler =
                new Reconciler(manifests, ledgers.manifests(), ledgers.reconciliations(), settings, IDS);
        ConfigurationInForce configuration = configuration();
        files = new ReconciliationFolder(
                reconciler, manifests, new ReconciliationJson(new ReconciliationTexts()), configuration, folder, clock);
        freezer = new Freezer(manifests, ledgers.manifests(), configuration, files, settings, clock);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aDayIsFrozenOnceAndWhatComesLaterShows() throws IOException {
        freezer.freezeDue();
        freezer.freezeDue();
        FrozenManifest frozen =
                manifests.findFrozen("hospital", day, Direction.SENT).orElseThrow();
        assertThat(frozen.entries()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("out/hospital_sent_" + day.date() + ".manifest.csv")))
                .startsWith("id,delivery,hash,event,time,state,attempt")
                .contains("m-1,", "accepted");
        assertThat(manifests.listCorrections(frozen, manifests.list("hospital", day, Direction.SENT)))
                .isEmpty();

        accept("m-2");

        assertThat(manifests.listCorrections(frozen, manifests.list("hospital", day, Direction.SENT)))
                .containsExactly(new Manifests.Correction("added", "m-2", null));
        assertThat(manifests.listCorrections(frozen, List.of()))
                .containsExactly(new Manifests.Correction("removed", "m-1", null));
    }

    @Test
    void aListIsComparedAndItsResultLiesBesideIt() throws IOException {
        String name = "hospital_sent_" + day.date() + ".csv";
        put(name, "id\nm-1\nm-lost\n");

        files.readAll();

        JsonNode result = result(name);
        assertThat(result.path("gaps").asInt()).isEqualTo(1);
        assertThat(result.path("findings").path(0).path("kind").asText()).isEqualTo("never-reached-hub");
        assertThat(folder.resolve("done").resolve(name)).exists();
        assertThat(ledgers.reconciliations().countGaps(day.date(), day.date())).containsEntry("hospital", 1L);
    }

    @Test
    void whatCannotBeComparedIsSetAsideWithTheReason() throws IOException {
        put("nobody_sent_" + day.date() + ".csv", "id\n");
        put("hospital_up_" + day.date() + ".csv", "id\n");
        put("hospital_sent_2999-01-01.csv", "id\n");
        String wrong = "hospital_got_" + day.date() + ".csv";
        put(wrong, "id\nm 1\n");
        put("half.csv.part", "id\n");

        files.readAll();

        assertThat(result(wrong).path("problems").path(0).path("line").asInt()).isEqualTo(2);
        assertThat(folder.resolve("failed").toFile().list()).hasSize(4);
        assertThat(folder.resolve("in").toFile().list())
                .as("still being written")
                .containsExactly("half.csv.part");
        assertThat(ledgers.reconciliations().countGaps(day.date(), day.date())).isEmpty();
    }

    private void put(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("in")).resolve(name);
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        Files.setLastModifiedTime(file, FileTime.from(day.from()));
    }

    private JsonNode result(String name) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("out").resolve(name + ".result.json").toFile());
    }

    private static ConfigurationInForce configuration() {
        HubSystem like = DirectoryReader.read(
                        Candidate.read(Path.of("."), new ArrayList<>()),
                        name -> "http://127.0.0.1:1",
                        new ArrayList<>())
                .flatMap(directory -> directory.findSystem("samsa"))
                .orElseThrow();
        HubSystem hospital =
                new HubSystem("hospital", HOSPITAL, "Hospital", Set.of("x"), like.inbound(), like.outbound());
        ConfigurationInForce configuration = new ConfigurationInForce();
        configuration.put(new InForce(
                "hash",
                TestConfiguration.catalogue(),
                new Directory(List.of(), List.of(hospital)),
                TestConfiguration.translator(),
                null));
        return configuration;
    }

    private IntakeReceipt accept(String id) {
        Instant now = Instant.now();
        return ledgers.intake()
                .record(
                        new IntakeDraft(
                                IDS.next(),
                                "hospital",
                                id,
                                "",
                                30,
                                "ab",
                                UUID.randomUUID(),
                                "admission-notice",
                                "1",
                                HOSPITAL,
                                Role.HOSPITAL,
                                now,
                                now,
                                now,
                                new EpisodeKey(null, "", "", false, false),
                                null,
                                "",
                                "fhir-json",
                                "",
                                "c0ffee",
                                "",
                                "{}".getBytes(StandardCharsets.UTF_8)),
                        (head, reference, at) -> new IntakeDecision.Accept(null, List.of(), List.of(), List.of()));
    }
}
