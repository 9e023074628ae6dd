package se.knutpunkt.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class YamlReaderTest {

    private final List<Defect> defects = new ArrayList<>();

    @Test
    void theTreeKeepsTheLineOfEachNode() {
        YamlDocument document = read("# what\nname: \"Ale\"\nunits:\n  - {hsaId: \"x\"}\n  - hsaId: \"y\"\n")
                .orElseThrow();

        assertThat(document.root().at("/units/1/hsaId").asText()).isEqualTo("y");
        assertThat(document.defect("/units/1/hsaId", "p", "m")).hasToString("a.yaml:5: units[1].hsaId: p; m");
        assertThat(document.defect("/units/1/name", "p", "m").line()).isEqualTo(5);
    }

    @Test
    void aCodeWithoutQuotesBecomesANumberThatTheSchemaCanRefuse() {
        assertThat(read("code: 0114\n").orElseThrow().root().get("code").isNumber())
                .isTrue();
        assertThat(read("code: \"0114\"\n").orElseThrow().root().get("code").asText())
                .isEqualTo("0114");
    }

    @Test
    void everyDuplicateKeyIsNamedWithBothLines() {
        assertThat(read("a: 1\nb: 2\na: 3\nb: 4\n")).isEmpty();

        assertThat(defects)
                .extracting(Defect::toString)
                .containsExactly(
                        "a.yaml:3: a: the key stands twice; keep one; the first stands on line 1",
                        "a.yaml:4: b: the key stands twice; keep one; the first stands on line 2");
    }

    @Test
    void anchorsAliasesAndTagsAreRefused() {
        assertThat(read("a: &x [1]\nb: *x\nc: !!str 1\n")).isEmpty();

        assertThat(defects)
                .extracting(Defect::problem)
                .containsExactly("an anchor (&) is used", "an alias (*) is used", "a tag (!) is used");
    }

    @Test
    void aSecondDocumentIsRefused() {
        assertThat(read("a: 1\n---\nb: 2\n")).isEmpty();
        assertThat(defects).extracting(Defect::problem).containsExactly("a second document begins");
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThat(read("# only a comment\n")).isEmpty();
        assertThat(defects).extracting(Defect::problem).containsExactly("the file is empty");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        assertThat(YamlReader.read("a.yaml", "name: \"Åmål\"\n".getBytes(StandardCharsets.ISO_8859_1), defects))
                .isEmpty();
        assertThat(defects).extracting(Defect::mend).containsExactly("save the file as UTF-8");
    }

    @Test
    void brokenYamlIsToldWithItsLine() {
        assertThat(read("a: 1\nb: [1, 2\n")).isEmpty();
        assertThat(defects).singleElement().satisfies(defect -> {
            assertThat(defect.line()).isPositive();
            assertThat(defect.problem()).startsWith("not YAML: ");
        });
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(read("[".repeat(500) + "]".repeat(500))).isEmpty();
        assertThat(defects).hasSize(1);
    }

    private Optional<YamlDocument> read(String text) {
        return YamlReader.read("a.yaml", text.getBytes(StandardCharsets.UTF_8), defects);
    }
}
