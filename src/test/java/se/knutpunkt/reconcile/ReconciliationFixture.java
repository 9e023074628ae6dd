package se.knutpunkt.reconcile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.EpisodeKey;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.ledger.Ledgers;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.translate.TestConfiguration;

/** Reconciliation on a database of its own, with one system that has sent the message {@code m-1}; the clock stands the day after it. */
final class ReconciliationFixture implements AutoCloseable {

    static final String SYSTEM = "hospital";

    private static final TimeOrderedIds IDS = new TimeOrderedIds();
    private static final HsaId HOSPITAL = HsaId.of("SE2321000131-SYN000016");

    final LedgerFixture database = LedgerFixture.create();
    final Ledgers ledgers = database.ledgers();
    final ManifestDay day = ManifestDay.of(accept("m-1").acceptedAt());
    final Clock clock = Clock.fixed(day.to().plus(Duration.ofHours(7)), ManifestDay.ZONE);
    final Manifests manifests;
    final Reconciler reconciler;
    final ReconciliationFolder files;
    final Freezer freezer;
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final GapGauge gauge = new GapGauge(ledgers.reconciliations(), meters, clock);

    ReconciliationFixture(Path folder) {
        ReconciliationSettings settings =
                new ReconciliationSettings(100, 10_000, Duration.ofMinutes(15), Duration.ofHours(6), folder);
        manifests = new Manifests(ledgers.manifests(), settings);
        reconciler = new Reconciler(manifests, ledgers.manifests(), ledgers.reconciliations(), settings, IDS);
        ConfigurationInForce configuration = configuration();
        files = new ReconciliationFolder(
                reconciler, manifests, new ReconciliationJson(new ReconciliationTexts()), configuration, folder, clock);
        freezer = new Freezer(manifests, ledgers.manifests(), configuration, files, settings, clock);
    }

    @Override
    public void close() {
        database.close();
    }

    private static ConfigurationInForce configuration() {
        HubSystem like = DirectoryReader.read(
                        Candidate.read(Path.of("."), new ArrayList<>()),
                        name -> "http://127.0.0.1:1",
                        new ArrayList<>())
                .flatMap(directory -> directory.findSystem("samsa"))
                .orElseThrow();
        HubSystem hospital = new HubSystem(SYSTEM, HOSPITAL, "Hospital", Set.of("x"), like.inbound(), like.outbound());
        ConfigurationInForce configuration = new ConfigurationInForce();
        configuration.put(new InForce(
                "hash",
                TestConfiguration.catalogue(),
                new Directory(List.of(), List.of(hospital)),
                TestConfiguration.translator(),
                null));
        return configuration;
    }

    IntakeReceipt accept(String id) {
        Instant now = Instant.now();
        return ledgers.intake()
                .record(
                        new IntakeDraft(
                                IDS.next(),
                                SYSTEM,
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
