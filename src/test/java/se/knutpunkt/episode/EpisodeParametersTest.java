package se.knutpunkt.episode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import se.knutpunkt.directory.AgreementParameter;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.GoverningDocument;

/** What the guidelines in force say takes the place of the standard values. */
class EpisodeParametersTest {

    @Test
    void theGuidelinesInForceDecide() {
        Directory directory = directory(
                document("guideline-sip", Map.of("invitationFromOthers", "as-wish", "invitationNeedsConsent", "yes")),
                document("guideline-discharge", Map.of("correctionWindowDays", "30")));
        assertThat(EpisodeParameters.DEFAULT.agreed(directory))
                .isEqualTo(new EpisodeParameters(true, true, Duration.ofDays(30)));
    }

    @Test
    void withoutGuidelinesTheStandardValuesHold() {
        assertThat(EpisodeParameters.DEFAULT.agreed(directory())).isEqualTo(EpisodeParameters.DEFAULT);
        assertThat(EpisodeParameters.DEFAULT.agreed(directory(document("guideline-sip", Map.of()))))
                .isEqualTo(EpisodeParameters.DEFAULT);
    }

    private static Directory directory(GoverningDocument... documents) {
        return new Directory(List.of(), List.of(), List.of(), List.of(documents));
    }

    private static GoverningDocument document(String id, Map<String, String> values) {
        Map<String, AgreementParameter> parameters = new java.util.HashMap<>();
        values.forEach((name, value) -> parameters.put(name, new AgreementParameter(value, "test", true)));
        return new GoverningDocument(
                id,
                "guideline",
                "Riktlinje",
                "",
                "test",
                LocalDate.of(2020, 1, 1),
                Optional.empty(),
                "test",
                true,
                parameters,
                Map.of());
    }
}
