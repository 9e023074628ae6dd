package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDictTrainer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The dictionaries that payloads are compressed with, each trained once on the sample traffic with everything about a person taken out.
 * {@code -Dtrain.dictionary=3} trains {@code payload-3.dict}; what else a new one asks for is in docs/measured.md.
 */
class PayloadDictionaryTest {

    private static final Path FOLDER = Path.of("src/main/resources/se/knutpunkt/crypto");

    /** SHA-256 of each: one that changes would leave what was sealed with it unreadable. */
    private static final Map<String, String> SHIPPED =
            Map.of("payload-2.dict", "453a3769a06fa18d58be62f9a92832d538058b8072dc8469b94f899a7e6146ac");

    private static final int BYTES = 16 * 1024;
    private static final int LEVEL = 6;
    private static final int EPISODES = 400;
    private static final long SEED = 20261124;

    @Test
    @EnabledIfSystemProperty(named = "train.dictionary", matches = "\\d+")
    void trainsADictionary() throws IOException {
        Path file = FOLDER.resolve("payload-" + System.getProperty("train.dictionary") + ".dict");
        assertThat(file).as("a dictionary is never trained anew").doesNotExist();
        List<byte[]> samples = SampleTraffic.listCanonical(EPISODES, SEED).stream()
                .map(bundle -> bytes(BlankedBundle.of(bundle)))
                .toList();
        ZstdDictTrainer trainer = new ZstdDictTrainer(
                samples.stream().mapToInt(sample -> sample.length).sum(), BYTES, LEVEL);
        samples.forEach(trainer::addSample);
        byte[] dictionary = trainer.trainSamples();
        Files.write(file, dictionary);
        assertThat(Zstd.getDictIdFromDict(dictionary)).isPositive();
    }

    @Test
    void noDictionaryHasChanged() throws IOException, GeneralSecurityException {
        Map<String, String> found = new TreeMap<>();
        for (Path file : dictionaries()) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            found.put(file.getFileName().toString(), HexFormat.of().formatHex(hash));
        }
        assertThat(found).isEqualTo(SHIPPED);
    }

    @Test
    void nothingOfAPersonOrOfAFreeTextIsInADictionary() throws IOException {
        Set<String> needles = new TreeSet<>(PersonNeedles.all());
        SampleTraffic.listCanonical(40, SEED).forEach(bundle -> {
            personal(bundle.at("/entry/1/resource"), needles);
            bundle.findValuesAsText("valueString").forEach(text -> needles.add("\"" + text));
        });
        assertThat(needles).hasSizeGreaterThan(200);
        for (Path file : dictionaries()) {
            byte[] dictionary = Files.readAllBytes(file);
            assertThat(PersonNeedles.findIn(
                            dictionary, needles, file.getFileName().toString()))
                    .isEmpty();
            assertThat(new String(dictionary, StandardCharsets.ISO_8859_1))
                    .as("numbers in the form of a person's")
                    .doesNotContainPattern("\"\\d{6,8}[-+]?\\d{4}\"");
        }
    }

    @Test
    void unseenTrafficTakesHalfOfWhatItTakesWithoutADictionary() throws IOException {
        byte[] dictionary = Files.readAllBytes(FOLDER.resolve("payload-2.dict"));
        long without = 0;
        long with = 0;
        for (ObjectNode bundle : SampleTraffic.listCanonical(20, SEED + 1)) {
            without += Zstd.compress(bytes(bundle), LEVEL).length;
            with += Zstd.compressUsingDict(bytes(bundle), dictionary, LEVEL).length;
        }
        assertThat(with).isPositive().isLessThan(without / 2);
    }

    private static void personal(JsonNode patient, Set<String> needles) {
        for (String name : List.of("value", "family", "birthDate", "city", "postalCode")) {
            patient.findValuesAsText(name).stream()
                    .filter(text -> text.length() > 2)
                    .forEach(text -> needles.add("\"" + text));
        }
    }

    private static List<Path> dictionaries() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".dict"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] bytes(JsonNode bundle) {
        return bundle.toString().getBytes(StandardCharsets.UTF_8);
    }
}
