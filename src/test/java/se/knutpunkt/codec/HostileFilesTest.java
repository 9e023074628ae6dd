package se.knutpunkt.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Stage;

/** Every file of test-data/hostile gets exactly the answer that EXPECTED.csv names. */
class HostileFilesTest {

    private static final Path FOLDER = Path.of("test-data/hostile");

    @ParameterizedTest
    @CsvFileSource(files = "test-data/hostile/EXPECTED.csv", numLinesToSkip = 1)
    @Timeout(60)
    void hostileFileIsAnsweredAsExpected(String file, String format, String expected, String why) throws IOException {
        byte[] bytes = Files.readAllBytes(FOLDER.resolve(file));

        String answer = answer(Format.findByCode(format).orElseThrow(), bytes);

        if (expected.equals("ANY")) {
            assertThat(answer).as(why).matches("[A-Z_]+");
        } else {
            assertThat(answer).as(why).isEqualTo(expected);
        }
    }

    @Test
    void everyFileIsListed() throws IOException {
        List<String> listed = Files.readAllLines(FOLDER.resolve("EXPECTED.csv")).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .sorted()
                .toList();
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(path -> path.getFileName().toString())
                            .filter(name -> !name.equals("EXPECTED.csv") && !name.equals("README.md"))
                            .sorted())
                    .isEqualTo(listed);
        }
    }

    private static String answer(Format format, byte[] bytes) {
        try {
            assertThat(Codecs.get(format).read(bytes, ReadLimits.DEFAULT)).isNotNull();
            return "ACCEPTED";
        } catch (HubException refused) {
            assertThat(refused.code().stage()).isIn(Stage.DECODE, Stage.INTAKE);
            assertThat(refused.getMessage().toLowerCase(Locale.ROOT)).doesNotContain("kesson", "shoesize", "hostname");
            return refused.code().name();
        }
    }
}
