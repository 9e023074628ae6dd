package se.knutpunkt.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonId.Validity;

/** HL7 Sweden's own examples, where they are at hand: their identifiers are what their systems say. */
class SwedishExamplesTest {

    private static final Path FOLDER = Path.of("..", "shared", "samples", "hl7-se-base", "examples");

    @ParameterizedTest
    @CsvSource({
        "Patient-PatientExample1.json, VALID",
        "Patient-PatientExample200001252386.json, VALID",
        "Patient-PatientExample200302022389.json, VALID",
        "Patient-PatientExample98240301AA06.json, VALID",
    })
    void theIdentifierOfAPatientIsValid(String name, Validity validity) throws IOException {
        assumeTrue(Files.isDirectory(FOLDER));
        JsonNode identifier = new ObjectMapper()
                .readTree(FOLDER.resolve(name).toFile())
                .path("identifier")
                .path(0);
        Optional<PersonId> person = PersonId.findByFhirSystem(
                identifier.path("system").asText(), identifier.path("value").asText());
        assertThat(person).map(PersonId::validity).contains(validity);
    }

    @Test
    void theHsaIdsOfUnitsAndStaffAreValid() throws IOException {
        assumeTrue(Files.isDirectory(FOLDER));
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(path -> !path.getFileName().toString().startsWith("Patient"))
                    .toList()) {
                JsonNode identifier = new ObjectMapper()
                        .readTree(file.toFile())
                        .path("identifier")
                        .path(0);
                assertThat(identifier.path("system").asText()).isEqualTo(HsaId.FHIR_SYSTEM);
                assertThat(HsaId.find(identifier.path("value").asText())).isPresent();
            }
        }
    }
}
