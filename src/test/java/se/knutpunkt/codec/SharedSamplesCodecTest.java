package se.knutpunkt.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.message.HubException;

/** Third-party files, where they are present: every one gives a tree or a catalogued error, whatever codec it is given to. */
class SharedSamplesCodecTest {

    private static final Path SAMPLES = Path.of("../shared/samples");

    @ParameterizedTest
    @CsvSource({
        "own,.mllp",
        "own,.json",
        "own,.xml",
        "own,.http",
        "hl7v2,.hl7",
        "hl7v2,.txt",
        "hl7v2,.fhir",
        "robustness,.json",
        "robustness,.txt",
        "fhir-validator-testcases,.json",
        "fhir-validator-testcases,.xml",
        "medcom-dk,.json",
        "medcom-dk,.xml"
    })
    @Timeout(180)
    void everyFileGivesATreeOrACataloguedError(String folder, String suffix) throws IOException {
        for (Path file : list(folder, suffix)) {
            byte[] bytes = unframed(Files.readAllBytes(file));
            for (Format format : Format.values()) {
                read(format, bytes, file);
            }
        }
    }

    @Test
    void whatIsReadFromAnHl7SampleIsWrittenBackTheSame() throws IOException {
        int read = 0;
        for (Path file : list("hl7v2", ".hl7")) {
            var tree = read(Format.HL7_V2, unframed(Files.readAllBytes(file)), file);
            if (tree != null) {
                read++;
                assertThat(Codecs.get(Format.HL7_V2)
                                .read(Codecs.get(Format.HL7_V2).write(tree), ReadLimits.DEFAULT))
                        .as(file.toString())
                        .isEqualTo(tree);
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void everyOwnHl7SampleThatIsNotMalformedIsRead() throws IOException {
        for (Path file : list("own/hl7v2", ".mllp")) {
            if (!file.toString().contains("malformed")) {
                assertThat(read(Format.HL7_V2, unframed(Files.readAllBytes(file)), file))
                        .as(file.toString())
                        .isNotNull();
            }
        }
    }

    private static com.fasterxml.jackson.databind.JsonNode read(Format format, byte[] bytes, Path file) {
        try {
            return Codecs.get(format).read(bytes, ReadLimits.DEFAULT);
        } catch (HubException refused) {
            assertThat(refused.code()).as(file.toString()).isNotNull();
            return null;
        } catch (RuntimeException other) {
            throw new AssertionError(format + " " + file, other);
        }
    }

    private static List<Path> list(String folder, String suffix) throws IOException {
        Path root = SAMPLES.resolve(folder);
        Assumptions.assumeTrue(Files.isDirectory(root), "the shared samples are not here");
        try (Stream<Path> files = Files.walk(root)) {
            return new ArrayList<>(files.filter(file -> file.toString().endsWith(suffix))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList());
        }
    }

    /** The first MLLP frame without its framing, or the bytes themselves. */
    private static byte[] unframed(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] != 0x0B) {
            return bytes;
        }
        int end = 1;
        while (end < bytes.length && bytes[end] != 0x1C) {
            end++;
        }
        return java.util.Arrays.copyOfRange(bytes, 1, end);
    }
}
