package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.activation.WholeCandidateReader;
import se.knutpunkt.codec.Format;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.episode.EpisodeParameters;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.intake.Pipeline;
import se.knutpunkt.intake.Submission;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.ledger.IntakeReceipt.Outcome;
import se.knutpunkt.ledger.LedgerFixture;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.EpisodeExpander;
import se.knutpunkt.simulate.MessageWriter;
import se.knutpunkt.simulate.PlannedEpisode;
import se.knutpunkt.simulate.PlannedMessage;
import se.knutpunkt.simulate.TrafficFiles;
import se.knutpunkt.simulate.TrafficScript;

/** The traffic of the demo through intake and ledger: what is to be accepted is, and what is wrong on purpose is refused. */
class DemoPipelineIT {

    private static final Path ROOT = Path.of(".");
    /** As many as the demo plays when nothing else is said, from the same seed. */
    private static final int EPISODES = 300;

    private final Clock clock = Clock.systemUTC();
    private final Ids ids = new TimeOrderedIds();
    private static LedgerFixture fixture;
    private static InForce inForce;
    private static Pipeline pipeline;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        List<Defect> defects = new ArrayList<>();
        inForce = new WholeCandidateReader(name -> null, IdentityPolicy.demo())
                .read(Candidate.read(ROOT, defects), "hash", defects)
                .orElseThrow();
        ConfigurationInForce configuration = new ConfigurationInForce();
        configuration.put(inForce);
        pipeline = new Pipeline(
                configuration,
                fixture.ledgers().intake(),
                fixture.ledgers().receipts(),
                new EpisodeRules(EpisodeParameters.DEFAULT),
                IdentityPolicy.demo(),
                new KeyedHasher(MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32]))),
                new TimeOrderedIds(),
                new SimpleMeterRegistry());
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void everyEpisodeGoesAsItsTemplateSaysAndTheStreamGoesNowhere() {
        TrafficScript script = new TrafficFiles(ROOT).read();
        AddressBook book = DemoAddressBook.of(inForce.directory(), system -> "");
        EpisodeExpander expander = new EpisodeExpander(script, book, ids, clock);
        MessageWriter writer = new MessageWriter(ids, script);
        Map<String, Integer> surprises = new TreeMap<>();
        for (PlannedEpisode episode : expander.expand(EPISODES, 1)) {
            Map<Integer, String> episodeIds = new HashMap<>();
            for (PlannedMessage message : episode.messages()) {
                IntakeReceipt receipt = send(writer, message, episodeIds.getOrDefault(message.stay(), ""));
                if (receipt.episodeId() != null && message.format() != Format.HL7_V2) {
                    episodeIds.put(message.stay(), receipt.episodeId().toString());
                }
                if (message.wrong() != (receipt.outcome() == Outcome.REFUSED) || receipt.outcome() == Outcome.NOWHERE) {
                    surprises.merge(
                            message.place() + " " + message.format() + " " + receipt.outcome() + " "
                                    + receipt.refusals(),
                            1,
                            Integer::sum);
                }
            }
        }
        expander.expandStream(100, 1).forEach(message -> {
            IntakeReceipt receipt = send(writer, message, "");
            if (receipt.outcome() != Outcome.NOWHERE) {
                surprises.merge(message.place() + " " + receipt.outcome() + " " + receipt.refusals(), 1, Integer::sum);
            }
        });
        assertThat(surprises).isEmpty();
    }

    private IntakeReceipt send(MessageWriter writer, PlannedMessage message, String episodeId) {
        byte[] written = writer.write(message, episodeId, clock.instant().atZone(ZoneId.of("Europe/Stockholm")));
        return pipeline.handle(new Submission(
                inForce.directory().findSystem(message.system().id()).orElseThrow(),
                message.format(),
                written,
                clock.instant(),
                "test",
                ""));
    }
}
