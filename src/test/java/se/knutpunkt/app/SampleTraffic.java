package se.knutpunkt.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.AttachmentLimits;
import se.knutpunkt.canonical.Definitions;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Ids;
import se.knutpunkt.simulate.EpisodeExpander;
import se.knutpunkt.simulate.MessageWriter;
import se.knutpunkt.simulate.PlannedEpisode;
import se.knutpunkt.simulate.PlannedMessage;
import se.knutpunkt.simulate.TrafficFiles;
import se.knutpunkt.simulate.TrafficScript;
import se.knutpunkt.translate.TranslateContext;
import se.knutpunkt.translate.Translated;

/** The traffic of the demo without its wrong messages, over the project's own adapters: as it is sent, and in the canonical form. */
public final class SampleTraffic {

    /** When all of it is sent and received. */
    public static final Instant NOW = Instant.parse("2026-11-02T08:15:00Z");

    private static final Path ROOT = Path.of(".");
    private static final InForce IN_FORCE = read();

    private SampleTraffic() {}

    /**
     * A message as it is sent.
     *
     * @param place template and step it comes from
     */
    public record Sample(String place, HubSystem system, Format format, byte[] wire) {}

    /** The project's own configuration. */
    public static InForce inForce() {
        return IN_FORCE;
    }

    /** The messages of so many episodes; the same for the same seed. */
    public static List<Sample> list(int episodes, long seed) {
        TrafficScript script = new TrafficFiles(ROOT).read();
        Ids ids = ids(seed);
        EpisodeExpander expander = new EpisodeExpander(
                script,
                DemoAddressBook.of(IN_FORCE.directory(), system -> "token-" + system),
                ids,
                Clock.fixed(NOW, ZoneOffset.UTC));
        MessageWriter writer = new MessageWriter(ids, script);
        List<Sample> samples = new ArrayList<>();
        for (PlannedEpisode episode : expander.expand(episodes, seed)) {
            String episodeId = ids.next().toString();
            for (PlannedMessage message : episode.messages()) {
                if (!message.wrong()) {
                    samples.add(new Sample(
                            message.place(),
                            IN_FORCE.directory()
                                    .findSystem(message.system().id())
                                    .orElseThrow(),
                            message.format(),
                            writer.write(message, episodeId, NOW.atZone(ZoneOffset.UTC))));
                }
            }
        }
        return samples;
    }

    /** The canonical forms of those that carry an event, as the ledger keeps them. */
    public static List<ObjectNode> listCanonical(int episodes, long seed) {
        Ids ids = ids(seed + 1);
        List<ObjectNode> bundles = new ArrayList<>();
        for (Sample sample : list(episodes, seed)) {
            JsonNode tree = Codecs.get(sample.format()).read(sample.wire(), ReadLimits.DEFAULT);
            Translated translated = IN_FORCE.translator()
                    .toCanonical(
                            sample.system().inbound().mappingFor(sample.format()),
                            tree,
                            new TranslateContext(sample.system(), ids.next(), ids.next(), NOW),
                            IN_FORCE.directory());
            if (translated instanceof Translated.Canonical canonical) {
                bundles.add(canonical.bundle());
            }
        }
        return bundles;
    }

    /** Random to look at, as real ones are, and yet the same for the same seed. */
    private static Ids ids(long seed) {
        Random random = new Random(seed);
        return () -> new UUID(
                random.nextLong() & ~0xF000L | 0x7000L, random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private static InForce read() {
        List<Defect> defects = new ArrayList<>();
        Candidate candidate = Candidate.read(ROOT, defects);
        Catalogue catalogue = TestCatalogue.get();
        Directory directory =
                DirectoryReader.read(candidate, name -> null, defects).orElseThrow();
        InForce inForce = new InForce(
                "sample",
                catalogue,
                directory,
                se.knutpunkt.translate.Translator.read(candidate, catalogue, defects),
                new FastCheck(new Definitions(catalogue), IdentityPolicy.demo(), AttachmentLimits.DEFAULT));
        if (!defects.isEmpty()) {
            throw new AssertionError(defects.toString());
        }
        return inForce;
    }
}
