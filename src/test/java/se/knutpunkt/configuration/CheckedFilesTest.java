package se.knutpunkt.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CheckedFilesTest {

    private static final String SCHEMA = """
            {"type": "object", "additionalProperties": false, "required": ["id", "kind"],
             "properties": {
               "id": {"type": "string", "pattern": "^[a-z]+$"},
               "kind": {"enum": ["push", "pull"]},
               "system": {"if": {"type": "object"}, "then": {"$ref": "part.schema.json"}, "else": {"type": "string"}}}}
            """;
    private static final String PART = """
            {"type": "object", "additionalProperties": false, "properties": {"code": {"type": "string"}}}
            """;
    private static final String FIRST = "# yaml-language-server: $schema=../x.schema.json\n";

    private final List<Defect> defects = new ArrayList<>();

    @Test
    void aFileThatFollowsItsSchemaIsRead() {
        assertThat(list(FIRST + "id: \"a\"\nkind: \"push\"\nsystem: {code: \"0114\"}\n"))
                .hasSize(1);
        assertThat(defects).isEmpty();
    }

    @Test
    void everythingTheSchemaForbidsIsToldAtOnce() {
        assertThat(list(FIRST + "id: \"A\"\nkind: \"fax\"\nsystem: {code: 0114, colour: \"red\"}\n"))
                .isEmpty();
        assertThat(defects)
                .extracting(Defect::toString)
                .containsExactly(
                        "f/d/x.yaml:2: id: is \"A\"; allowed: what matches ^[a-z]+$",
                        "f/d/x.yaml:3: kind: is \"fax\"; allowed: push, pull",
                        "f/d/x.yaml:4: system.code: is the number 76, not string; put quotes around it",
                        "f/d/x.yaml:4: system.colour: unknown key; remove it or correct its name");
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThat(list(FIRST + "id: \"a\"\n")).isEmpty();
        assertThat(defects).extracting(Defect::toString).containsExactly("f/d/x.yaml:2: kind: is missing; add it");
    }

    @Test
    void theFirstLineMustNameTheSchema() {
        assertThat(list("id: \"a\"\nkind: \"push\"\n")).isEmpty();
        assertThat(defects)
                .extracting(Defect::toString)
                .containsExactly("f/d/x.yaml:1: the first line does not name the schema; allowed: " + FIRST.strip());
    }

    private List<YamlDocument> list(String text) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("f/x.schema.json", SCHEMA.getBytes(StandardCharsets.UTF_8));
        files.put("f/part.schema.json", PART.getBytes(StandardCharsets.UTF_8));
        files.put("f/d/x.yaml", text.getBytes(StandardCharsets.UTF_8));
        return new CheckedFiles(new Candidate(files), defects).list("f/d", "f/x.schema.json");
    }
}
