package se.knutpunkt.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.knutpunkt.message.PersonId;
import se.knutpunkt.message.PersonIdKind;
import se.knutpunkt.message.TestIdentities;

class PatientPickerTest {

    private static final SimulatedMunicipality ALE =
            new SimulatedMunicipality("1440", "Ale", "SIMBA", 32595, "municipality-ale", "municipality-ale");

    private final PatientPicker picker = new PatientPicker(
            new TrafficScript(
                    List.of(),
                    List.of("Åsa"),
                    List.of("Örjan"),
                    List.of("Ek"),
                    List.of("Storgatan"),
                    Map.of(),
                    List.of(),
                    0,
                    Map.of(),
                    Map.of()),
            new Random(1));

    @Test
    void fiveHundredPatientsAreListedAndEachIsAnother() {
        Set<PersonId> picked = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            picked.add(picker.pick("", ALE).id());
        }
        assertThat(picked).hasSize(500).allMatch(TestIdentities::isListed);
    }

    @Test
    void theFirstPatientsAreOld() {
        for (int i = 0; i < 60; i++) {
            int year = Integer.parseInt(picker.pick("", ALE).id().value().substring(0, 4));
            assertThat(year).isLessThanOrEqualTo(2020);
        }
    }

    @Test
    void genderAndGivenNameFollowTheNumber() {
        Patient patient = picker.pick("sekretessmarkering", ALE);

        assertThat(patient.id()).isEqualTo(new PersonId(PersonIdKind.PERSONNUMMER, "200001252386"));
        assertThat(patient.woman()).isTrue();
        assertThat(patient.given()).isEqualTo("Åsa");
        assertThat(patient.protection()).isEqualTo("sekretessmarkering");
    }

    @Test
    void dateOfBirthIsWrittenAsFarAsTheNumberTellsIt() {
        assertThat(EventBuilder.birthDate(new PersonId(PersonIdKind.PERSONNUMMER, "193704219124")))
                .isEqualTo("1937-04-21");
        assertThat(EventBuilder.birthDate(new PersonId(PersonIdKind.SAMORDNINGSNUMMER, "191500882392")))
                .isEqualTo("1915");
        assertThat(EventBuilder.birthDate(new PersonId(PersonIdKind.SAMORDNINGSNUMMER, "194700822390")))
                .isEqualTo("1947");
        assertThat(EventBuilder.birthDate(new PersonId(PersonIdKind.SAMORDNINGSNUMMER, "192001602396")))
                .isEqualTo("1920-01");
    }
}
