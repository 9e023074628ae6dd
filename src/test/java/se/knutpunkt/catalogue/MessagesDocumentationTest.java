package se.knutpunkt.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/messages.md says what the catalogue says. */
class MessagesDocumentationTest {

    private static final Path DOCUMENT = Path.of("docs/messages.md");

    @Test
    void theDocumentIsWhatTheCatalogueSays() throws IOException {
        String expected = MessagesDocument.write(TestCatalogue.get());
        String actual = Files.exists(DOCUMENT) ? Files.readString(DOCUMENT) : "";
        if (Boolean.getBoolean("golden.write") || "write".equals(System.getProperty("golden"))) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(actual).isEqualTo(expected);
    }
}
