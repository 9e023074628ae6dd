package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.AgreementParameter;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.DirectoryReader;
import se.knutpunkt.directory.GoverningDocument;

/** What the routine in force says takes the place of the standard values. */
class ExchangeParametersTest {

    @Test
    void theRoutineInForceDecides() {
        Directory directory = directory(Map.of(
                "attachmentTypes",
                "application/pdf text/plain",
                "attachmentMaxBytes",
                "1000",
                "clockSkewMinutes",
                "2"));
        assertThat(ExchangeParameters.agreed(directory))
                .isEqualTo(new ExchangeParameters(
                        new AttachmentLimits(Set.of("application/pdf", "text/plain"), 1_000), Duration.ofMinutes(2)));
    }

    @Test
    void whereItSaysNothingTheStandardValuesHold() {
        assertThat(ExchangeParameters.agreed(new Directory(List.of(), List.of())))
                .isEqualTo(ExchangeParameters.DEFAULT);
        assertThat(ExchangeParameters.agreed(directory(Map.of()))).isEqualTo(ExchangeParameters.DEFAULT);
    }

    @Test
    void theProjectsOwnRoutineNamesThemAllAndAllAreUnconfirmed() {
        List<Defect> defects = new ArrayList<>();
        Directory own = DirectoryReader.read(Candidate.read(Path.of("."), defects), name -> null, defects)
                .orElseThrow();
        GoverningDocument routine = own.findDocument("routine-message-exchange").orElseThrow();
        assertThat(routine.parameters().keySet())
                .containsExactlyInAnyOrder(
                        "attachmentTypes", "attachmentMaxBytes", "clockSkewMinutes", "idempotencyMemoryDays");
        assertThat(routine.parameters().values())
                .allMatch(AgreementParameter::unconfirmed)
                .noneMatch(parameter -> parameter.source().isBlank());
        assertThat(ExchangeParameters.agreed(own)).isEqualTo(ExchangeParameters.DEFAULT);
    }

    private static Directory directory(Map<String, String> values) {
        Map<String, AgreementParameter> parameters = new HashMap<>();
        values.forEach((name, value) -> parameters.put(name, new AgreementParameter(value, "test", true)));
        GoverningDocument document = new GoverningDocument(
                "routine-message-exchange",
                "routine",
                "Rutin",
                "",
                "test",
                LocalDate.of(2020, 1, 1),
                Optional.empty(),
                "test",
                true,
                parameters,
                Map.of());
        return new Directory(List.of(), List.of(), List.of(), List.of(document));
    }
}
