package se.knutpunkt.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.knutpunkt.translate.Mapping;
import se.knutpunkt.translate.RuleProbe;

/** Every case of test-data/mappings gives its expected outcome; -Dgolden=write writes what is given and still fails. */
class MappingGoldenTest {

    static List<MappingCase> cases() {
        return MappingCase.list();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void caseGivesItsExpectedOutcome(MappingCase mappingCase) throws IOException {
        assertThat(mappingCase.defects()).isEmpty();
        JsonNode outcome = mappingCase.outcome(mappingCase.source());
        Path expected = mappingCase.expectedFile(outcome);
        String given = mappingCase.render(outcome);

        if ("write".equals(System.getProperty("golden"))
                && !(Files.exists(expected) && Files.readString(expected).equals(given))) {
            Files.deleteIfExists(mappingCase.folder().resolve("expected.json"));
            Files.deleteIfExists(mappingCase.folder().resolve("expected.hl7"));
            Files.writeString(expected, given);
            fail("written; read the difference, commit, and run again");
        }
        assertThat(expected).exists();
        assertThat(given).isEqualTo(Files.readString(expected));
    }

    @Test
    void everyRuleOfEveryMappingIsHitByACase() throws IOException {
        Set<String> missing = new TreeSet<>();
        for (Mapping mapping : MappingCase.TRANSLATOR.listMappings()) {
            mapping.rules().forEach(rule -> missing.add(mapping.id() + "/" + rule.name()));
        }
        for (MappingCase mappingCase : cases()) {
            missing.remove(mappingCase.mapping() + "/"
                    + RuleProbe.find(
                            MappingCase.TRANSLATOR,
                            mappingCase.mapping(),
                            mappingCase.source(),
                            mappingCase.context(),
                            MappingCase.DIRECTORY));
        }
        assertThat(missing).isEmpty();
    }
}
