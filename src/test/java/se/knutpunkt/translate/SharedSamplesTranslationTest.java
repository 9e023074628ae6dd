package se.knutpunkt.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import se.knutpunkt.canonical.AttachmentLimits;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.Definitions;
import se.knutpunkt.canonical.EventCheck;
import se.knutpunkt.canonical.FastCheck;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Refusal;

/** Samples from elsewhere, where they are present: each gives an outcome, and those with a known meaning the right one. */
class SharedSamplesTranslationTest {

    private static final Path SAMPLES = Path.of("../shared/samples");
    private static final Directory DIRECTORY = DirectoryReader.read(
                    TestConfiguration.candidate(), setting -> null, new ArrayList<>())
            .orElseThrow();
    private static final FastCheck FAST_CHECK = new FastCheck(
            new Definitions(TestConfiguration.catalogue()), IdentityPolicy.demo(), AttachmentLimits.DEFAULT);

    private final Translator translator = TestConfiguration.translator();

    @Test
    void everyHl7SampleGivesAnOutcome() throws IOException {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Path file : list("hl7v2", ".hl7")) {
            try {
                JsonNode tree = Codecs.get(Format.HL7_V2).read(Files.readAllBytes(file), ReadLimits.DEFAULT);
                outcomes.merge(translate(tree).getClass().getSimpleName(), 1, Integer::sum);
            } catch (HubException refused) {
                assertThat(refused.code().stage()).as(file.toString()).isEqualTo(se.knutpunkt.message.Stage.DECODE);
            }
        }
        assertThat(outcomes.get("NoEvent")).isGreaterThan(100);
        // a stranger's stream never makes a message that is more than status
        assertThat(outcomes.keySet()).contains("Refused");
    }

    @Test
    void anAdmissionIsANoticeToTheMunicipalityOnlyWithARecordedJudgement() throws IOException {
        for (Path file : list("own/hl7v2", ".mllp")) {
            if (file.toString().contains("malformed")) {
                continue;
            }
            JsonNode tree = read(file);
            Translated translated = translate(tree);
            String name = file.getFileName().toString();
            if (name.startsWith("adt_A01")) {
                assertThat(translated).as(name).isInstanceOf(Translated.Canonical.class);
                CanonicalMessage message = new CanonicalMessage(((Translated.Canonical) translated).bundle());
                assertThat(check(message)).as(name).isEmpty();
                assertThat(message.isStatusOnly()).isFalse();
                assertThat(message.listDestinations())
                        .as(name)
                        .singleElement()
                        .satisfies(destination -> assertThat(DIRECTORY
                                        .findMunicipality(
                                                tree.at("/ZVG/0/4/0/1").asText())
                                        .orElseThrow()
                                        .units())
                                .anySatisfy(
                                        unit -> assertThat(unit.hsaId().value()).isEqualTo(destination.unit())));
            } else if (name.startsWith("adt_A04") || !name.startsWith("adt") || name.startsWith("adt_a40")) {
                assertThat(translated).as(name).isInstanceOf(Translated.NoEvent.class);
            } else {
                assertThat(translated).as(name).isInstanceOf(Translated.Canonical.class);
                CanonicalMessage message = new CanonicalMessage(((Translated.Canonical) translated).bundle());
                assertThat(message.isStatusOnly()).as(name).isTrue();
                assertThat(check(message)).as(name).isEmpty();
            }
        }
    }

    @Test
    void aWrongDateIsToldAtItsField() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(SAMPLES), "the shared samples are not here");
        Translated translated = translate(read(SAMPLES.resolve("own/hl7v2/malformed/invalid_date.mllp")));

        assertThat(((Translated.Refused) translated).refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.place()).isEqualTo("PID-7"));
    }

    private Translated translate(JsonNode tree) {
        TranslateContext context = new TranslateContext(
                DIRECTORY.findSystem(TestConfiguration.HOSPITAL_SYSTEM).orElseThrow(),
                new UUID(0, 1),
                new UUID(0, 2),
                TestConfiguration.NOW);
        return translator.toCanonical("hl7v2-to-canonical", tree, context, DIRECTORY);
    }

    private static List<Refusal> check(CanonicalMessage message) {
        List<Refusal> refusals = new ArrayList<>(FAST_CHECK.check(message.bundle()));
        refusals.addAll(EventCheck.check(message, TestConfiguration.catalogue(), TestConfiguration.NOW));
        return refusals;
    }

    private static JsonNode read(Path file) throws IOException {
        byte[] framed = Files.readAllBytes(file);
        int end = 1;
        while (end < framed.length && framed[end] != 0x1C) {
            end++;
        }
        return Codecs.get(Format.HL7_V2).read(Arrays.copyOfRange(framed, 1, end), ReadLimits.DEFAULT);
    }

    private static List<Path> list(String folder, String suffix) throws IOException {
        Path root = SAMPLES.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(root), "the shared samples are not here");
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }
}
