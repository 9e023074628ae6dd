package se.knutpunkt.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.SchemaValidator;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.configuration.YamlReader;
import se.knutpunkt.episode.EpisodeRules;

/** No line of a catalogue file can be lost unseen: without it the file is refused, or the documentation differs. */
class CatalogueLinesTest {

    private static final String SCHEMA = "mappings/message.schema.json";
    private static final Map<String, byte[]> FILES = TestCatalogue.files();
    private static final SchemaValidator SCHEMAS = new SchemaValidator(new Candidate(FILES));

    static List<String> eventFiles() {
        return FILES.keySet().stream()
                .filter(name -> name.startsWith("mappings/messages/"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("eventFiles")
    void everyLineOfTheFileIsHeld(String file) {
        List<String> lines =
                new String(FILES.get(file), StandardCharsets.UTF_8).lines().toList();
        String before = outcome(file, lines);
        assertThat(before).as("the file as it is").doesNotStartWith("defects");
        List<Integer> unseen = new ArrayList<>();
        for (int line = 0; line < lines.size(); line++) {
            List<String> left = new ArrayList<>(lines);
            left.remove(line);
            if (outcome(file, left).equals(before)) {
                unseen.add(line + 1);
            }
        }
        assertThat(unseen).as("lines that nothing misses").isEmpty();
    }

    /** What is seen of a file: its defects, or its part of docs/messages.md, which MessagesDocumentationTest holds. */
    private static String outcome(String file, List<String> lines) {
        String text = String.join("\n", lines) + "\n";
        List<Defect> defects = new ArrayList<>();
        CatalogueReader.requireHeader(file, text, defects);
        Optional<EventType> type = YamlReader.read(file, text.getBytes(StandardCharsets.UTF_8), defects)
                .filter(document -> SCHEMAS.validate(document, SCHEMA, defects))
                .map(document -> judged(document, defects));
        return defects.isEmpty()
                ? MessagesDocument.section(type.orElseThrow(), TestCatalogue.get())
                : "defects " + defects;
    }

    private static EventType judged(YamlDocument document, List<Defect> defects) {
        EventType type = new EventTypeReader(defects).read(document);
        new EventTypeCheck(TestCatalogue.get(), EpisodeRules.words(), defects).check(type, Fields.of(document));
        return type;
    }
}
