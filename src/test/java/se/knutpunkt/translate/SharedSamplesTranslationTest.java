package se.knutpunkt.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Codecs;
import se.knutpunkt.codec.Format;
import se.knutpunkt.codec.ReadLimits;
import se.knutpunkt.message.HubException;

/** Samples from elsewhere, where they are present: each gives an outcome, and those with a known meaning the right one. */
class SharedSamplesTranslationTest {

    private static final Path SAMPLES = Path.of("../shared/samples");

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
    void anAdmissionIsANoticeOnlyWithARecordedJudgement() throws IOException {
        for (Path file : list("own/hl7v2", ".mllp")) {
            if (file.toString().contains("malformed")) {
                continue;
            }
            Translated translated = translate(read(file));
            String name = file.getFileName().toString();
            if (name.startsWith("adt_A01")) {
                if (translated instanceof Translated.Canonical canonical) {
                    assertThat(canonical.bundle().toString()).doesNotContain("status-only");
                } else {
                    // our small directory does not know every municipality
                    assertThat(translated.toString()).as(name).contains("ZVG-4");
                }
            } else if (name.startsWith("adt_A04") || !name.startsWith("adt") || name.startsWith("adt_a40")) {
                assertThat(translated).as(name).isInstanceOf(Translated.NoEvent.class);
            } else {
                assertThat(translated).as(name).isInstanceOf(Translated.Canonical.class);
                assertThat(translated.toString()).as(name).contains("status-only");
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
        return translator.toCanonical(
                "hl7v2-to-canonical", tree, TestConfiguration.context("hospital-adt"), TestConfiguration.directory());
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
