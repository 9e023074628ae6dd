package se.knutpunkt.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.app.SampleTraffic;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.codec.Format;
import se.knutpunkt.crypto.DataKey;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.crypto.MasterKey;
import se.knutpunkt.crypto.PayloadCrypt;
import se.knutpunkt.episode.EpisodeParameters;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.translate.Translated;

/**
 * What each pure step of intake costs for one admission notice, in each format. Run by name only, see docs/measured.md; prints and
 * asserts no time.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PureStepsBenchmark {

    private static final UUID EPISODE = UUID.fromString("01930000-0000-7000-8000-000000000001");

    private static final List<SampleTraffic.Sample> SAMPLES = SampleTraffic.list(80, 1);

    @Param({"FHIR_JSON", "EVENT_JSON", "HL7_V2"})
    public Format format;

    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final IntakeSteps steps = new IntakeSteps(IdentityPolicy.demo(), ids);
    private final InForce inForce = SampleTraffic.inForce();
    private final MasterKey master = MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32]));
    private final Drafts drafts = new Drafts(new KeyedHasher(master));
    private final ContentHash hash = new ContentHash(new KeyedHasher(master));
    private final EpisodeRules rules = new EpisodeRules(EpisodeParameters.DEFAULT);
    private final PayloadCrypt crypt = new PayloadCrypt();
    private final DataKey key = DataKey.unwrap(1, DataKey.createWrapped(master, "c"), master, "c");

    private Submission submission;
    private JsonNode tree;
    private Canonicalised canonical;
    private EventType type;
    private Decider decider;
    private byte[] payload;
    private byte[] sealed;

    @Test
    void measure() throws RunnerException {
        assertThat(new Runner(new OptionsBuilder()
                                .include(PureStepsBenchmark.class.getName())
                                .forks(1)
                                .jvmArgs("-Xmx512m", "-XX:+UseSerialGC")
                                .warmupIterations(2)
                                .warmupTime(TimeValue.seconds(2))
                                .measurementIterations(3)
                                .measurementTime(TimeValue.seconds(2))
                                .build())
                        .run())
                .isNotEmpty();
    }

    /** An admission notice that is accepted, as the sample traffic has it. */
    @Setup
    public void prepare() {
        for (SampleTraffic.Sample sample : SAMPLES) {
            if (sample.format() == format && isAdmissionNotice(sample)) {
                return;
            }
        }
        throw new AssertionError("no admission notice in " + format);
    }

    private boolean isAdmissionNotice(SampleTraffic.Sample sample) {
        submission = new Submission(sample.system(), format, sample.wire(), SampleTraffic.NOW, "http", "");
        tree = steps.decode(submission);
        if (!(steps.translate(submission, tree, inForce) instanceof Translated.Canonical translated)) {
            return false;
        }
        CanonicalMessage message = IntakeSteps.view(translated.bundle());
        canonical = new Canonicalised(
                submission,
                inForce,
                Known.of(format, tree, hash, inForce.catalogue()),
                message,
                IntakeSteps.mapping(submission));
        if (!message.eventCode().equals("admission-notice")
                || !steps.check(canonical).isEmpty()) {
            return false;
        }
        type = IntakeSteps.eventType(message, inForce);
        IntakeDraft draft = draft();
        decider = new Decider(type, message, draft, "", inForce, rules);
        payload = draft.canonical();
        sealed = seal();
        return decide() instanceof IntakeDecision.Accept;
    }

    @Benchmark
    public JsonNode decode() {
        return steps.decode(submission);
    }

    @Benchmark
    public Known contentHash() {
        return Known.of(format, tree, hash, inForce.catalogue());
    }

    @Benchmark
    public Translated translate() {
        return steps.translate(submission, tree, inForce);
    }

    @Benchmark
    public List<Refusal> fastCheck() {
        return inForce.fastCheck().check(canonical.message().bundle());
    }

    @Benchmark
    public List<Refusal> allChecks() {
        return steps.check(canonical);
    }

    @Benchmark
    public IntakeDraft draft() {
        return drafts.draft(canonical, type, EPISODE);
    }

    @Benchmark
    public IntakeDecision decide() {
        return decider.decide(EpisodeHead.fresh(EPISODE), Optional.empty(), SampleTraffic.NOW);
    }

    @Benchmark
    public byte[] seal() {
        return crypt.seal(key, EPISODE, payload);
    }

    @Benchmark
    public byte[] open() {
        return crypt.open(key, EPISODE, sealed);
    }
}
