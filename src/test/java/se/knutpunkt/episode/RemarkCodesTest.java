package se.knutpunkt.episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The published code system of remarks is what the rules can say, and what the receipt says of a repetition. */
class RemarkCodesTest {

    @Test
    void thePublishedCodesAreThoseOfTheRules() throws IOException {
        Set<String> said = new TreeSet<>(Set.of("duplicate"));
        Remark.ALL.values().forEach(remark -> said.add(remark.code()));

        List<String> published;
        try (InputStream file = getClass().getResourceAsStream("/fhir/CodeSystem-remark.json")) {
            JsonNode codeSystem = new ObjectMapper().readTree(file);
            published = codeSystem.path("concept").findValuesAsText("code");
            assertThat(codeSystem.path("concept").findValuesAsText("display"))
                    .hasSameSizeAs(published)
                    .noneMatch(String::isBlank);
        }
        assertThat(published).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(said);
    }
}
