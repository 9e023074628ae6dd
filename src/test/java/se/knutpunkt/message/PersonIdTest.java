package se.knutpunkt.message;

import static org.assertj.core.api.Assertions.assertThat;
import static se.knutpunkt.message.PersonId.Validity.FORMAT_OK_DATE_UNKNOWN;
import static se.knutpunkt.message.PersonId.Validity.INVALID;
import static se.knutpunkt.message.PersonId.Validity.VALID;
import static se.knutpunkt.message.PersonIdKind.CARELINK_RESERVE;
import static se.knutpunkt.message.PersonIdKind.LMA;
import static se.knutpunkt.message.PersonIdKind.NATIONAL_RESERVE;
import static se.knutpunkt.message.PersonIdKind.PERSONNUMMER;
import static se.knutpunkt.message.PersonIdKind.SAMORDNINGSNUMMER;
import static se.knutpunkt.message.PersonIdKind.STOCKHOLM_RESERVE;
import static se.knutpunkt.message.PersonIdKind.VGR_RESERVE;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonIdTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    /** A fresh seed for each run; it stands in the message of every assertion that uses it. */
    private final long seed = Long.getLong("seed", System.nanoTime());

    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(strings = {"193704219124", "189001269811", "202309202386", "191212121212"})
    void aPersonnummerWithDateAndCheckDigitIsValid(String number) {
        assertThat(new PersonId(PERSONNUMMER, number).validity()).isEqualTo(VALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "201701272394",
                "190302299813",
                "193704219125",
                "3704219124",
                "19370421-9124",
                "173704219124",
                "",
                "19370421912A",
                "１93704219124"
            })
    void aPersonnummerWithWrongCheckDigitDateOrFormIsInvalid(String number) {
        assertThat(new PersonId(PERSONNUMMER, number).validity()).isEqualTo(INVALID);
    }

    static Stream<String> partialDates() {
        return quoted("partial-date");
    }

    static Stream<String> fullDates() {
        return quoted("full-date");
    }

    @ParameterizedTest
    @MethodSource("partialDates")
    void aSamordningsnummerWithPartOfTheDateUnknownIsUsable(String number) {
        PersonId id = new PersonId(SAMORDNINGSNUMMER, number);
        assertThat(id.validity()).isEqualTo(FORMAT_OK_DATE_UNKNOWN);
        assertThat(id.findBirthDate()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("fullDates")
    void aSamordningsnummerWithWholeDateIsValid(String number) {
        assertThat(new PersonId(SAMORDNINGSNUMMER, number).validity()).isEqualTo(VALID);
    }

    @Test
    void aSamordningsnummerIsNoPersonnummerNorTheOtherWayRound() {
        assertThat(new PersonId(PERSONNUMMER, "191605862398").validity()).isEqualTo(INVALID);
        assertThat(new PersonId(SAMORDNINGSNUMMER, "193704219124").validity()).isEqualTo(INVALID);
    }

    @Test
    void aDayPastTheEndOfAShortMonthIsTakenAsUnknown() {
        String head = "196102" + (60 + 31) + "239";
        assertThat(new PersonId(SAMORDNINGSNUMMER, head + Luhn.checkDigit(head.substring(2))).validity())
                .isEqualTo(FORMAT_OK_DATE_UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"19810829M071", "19450829K088", "19930829X802", "20210325K069"})
    void aVgrReserveNumberIsCheckedWithItsLetterAsADigit(String number) {
        assertThat(new PersonId(VGR_RESERVE, number).validity()).isEqualTo(VALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"19810829K071", "19810829M072", "19810829A071", "19810829M051", "19811329M071", "17001111A912"})
    void aVgrReserveNumberWithOtherLetterDigitOrDateIsInvalid(String number) {
        assertThat(new PersonId(VGR_RESERVE, number).validity()).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @CsvSource({
        "98240301AA06, VALID",
        "22950606FH20, VALID",
        "00204101AA06, FORMAT_OK_DATE_UNKNOWN",
        "19240301AA06, INVALID",
        "98240301IA06, INVALID",
        "98241301AA06, INVALID",
        "24240301AA06, INVALID",
        "98240301AAA6, VALID",
        "98240301aa06, INVALID"
    })
    void aNationalReserveNumberIsCheckedByItsPattern(String number, PersonId.Validity validity) {
        assertThat(new PersonId(NATIONAL_RESERVE, number).validity()).isEqualTo(validity);
    }

    @Test
    void theBirthDateOfANationalReserveNumberIsReadFromItsShiftedCentury() {
        assertThat(new PersonId(NATIONAL_RESERVE, "98240301AA06").findBirthDate())
                .contains(LocalDate.of(2024, 3, 1));
        assertThat(new PersonId(NATIONAL_RESERVE, "22950606FH20").findBirthDate())
                .contains(LocalDate.of(1995, 6, 6));
    }

    @Test
    void stockholmAndCarelinkReserveNumbersAreCheckedAndGiveNoWholeDate() {
        String stockholm = "991950" + "12345";
        String carelink = "195003" + "45" + "123";
        PersonId one = new PersonId(STOCKHOLM_RESERVE, stockholm + Luhn.checkDigit("00" + stockholm.substring(4)));
        PersonId other = new PersonId(CARELINK_RESERVE, carelink + Luhn.checkDigit(carelink.substring(2)));
        assertThat(one.validity()).isEqualTo(FORMAT_OK_DATE_UNKNOWN);
        assertThat(other.validity()).isEqualTo(FORMAT_OK_DATE_UNKNOWN);
        assertThat(new PersonId(STOCKHOLM_RESERVE, other.value()).validity()).isEqualTo(INVALID);
        assertThat(new PersonId(CARELINK_RESERVE, "195003311230").validity()).isEqualTo(INVALID);
    }

    @Test
    void anLmaNumberIsTakenAsItIs() {
        assertThat(new PersonId(LMA, "12-345678/9").validity()).isEqualTo(FORMAT_OK_DATE_UNKNOWN);
        assertThat(new PersonId(LMA, "").validity()).isEqualTo(INVALID);
    }

    @Test
    void everySingleChangedDigitAndMostSwapsAreFound() {
        for (int run = 0; run < 2_000; run++) {
            String good = anyQuoted();
            int at = 2 + random.nextInt(10);
            char other = (char) ('0' + (good.charAt(at) - '0' + 1 + random.nextInt(9)) % 10);
            String bad = good.substring(0, at) + other + good.substring(at + 1);
            assertThat(Luhn.isValid(bad.substring(2)))
                    .as("seed %d, run %d, position %d", seed, run, at)
                    .isFalse();
        }
    }

    @Test
    void everyDateOfTheComputedYearsGivesAValidNumberWithThatDate() {
        for (int run = 0; run < 2_000; run++) {
            LocalDate born = LocalDate.of(1991, 1, 1).plusDays(random.nextInt(9 * 365));
            PersonId id = TestIdentities.compute(PERSONNUMMER, born, random.nextBoolean())
                    .orElseThrow();
            assertThat(id.findBirthDate()).as("seed %d, %s", seed, born).contains(born);
        }
    }

    @Test
    void noInputMakesTheChecksThrow() {
        String letters = "0123456789ABCKMXabc-+/ åÅ٣\u0000";
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(16);
            for (int i = 0; i < length; i++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            PersonIdKind kind = PersonIdKind.values()[random.nextInt(PersonIdKind.values().length)];
            PersonId id = new PersonId(kind, text.toString());
            assertThat(id.validity()).as("seed %d, run %d", seed, run).isNotNull();
            assertThat(id.findBirthDate().isPresent() && !id.isUsable())
                    .as("seed %d, run %d", seed, run)
                    .isFalse();
            assertThat(PersonId.normalise(kind, text.toString(), TODAY))
                    .as("seed %d, run %d", seed, run)
                    .isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "19370421-9124, 193704219124",
        "370421-9124, 193704219124",
        "370421+9124, 183704219124",
        "260101-2384, 202601012384",
        "260101+2384, 192601012384",
        "3704219124, 193704219124",
        "193704219124, 193704219124"
    })
    void aWrittenNumberIsBroughtToTwelveDigitsWhereTheCenturyIsCertain(String written, String stored) {
        assertThat(PersonId.normalise(PERSONNUMMER, written, TODAY)).contains(new PersonId(PERSONNUMMER, stored));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2001012384", "1001012384", "370421 9124", "37042-19124", "", "370421--9124"})
    void aWrittenNumberIsNotGuessedWhereTheCenturyIsNotCertain(String written) {
        assertThat(PersonId.normalise(PERSONNUMMER, written, TODAY)).isEmpty();
    }

    @Test
    void aReserveNumberIsNormalisedOnlyWithItsCentury() {
        assertThat(PersonId.normalise(VGR_RESERVE, "19810829-m071", TODAY))
                .contains(new PersonId(VGR_RESERVE, "19810829M071"));
        assertThat(PersonId.normalise(STOCKHOLM_RESERVE, "5012345678", TODAY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(PersonIdKind.class)
    void everyKindIsFoundByEachOfItsNames(PersonIdKind kind) {
        assertThat(PersonIdKind.findByCode(kind.code())).contains(kind);
        assertThat(PersonIdKind.findByFhirSystem(kind.fhirSystem())).contains(kind);
        if (kind != LMA) {
            assertThat(PersonIdKind.findByRivTaRoot(kind.rivTaRoot())).contains(kind);
            assertThat(PersonIdKind.findByRivTaRoot("urn:oid:" + kind.rivTaRoot()))
                    .contains(kind);
        }
    }

    @Test
    void theHsaIdHasOneRootInRivTaAndAnotherInFhir() {
        assertThat(IdentifierRoots.findFhirSystem("1.2.752.129.2.1.4.1")).contains("urn:oid:1.2.752.29.4.19");
        assertThat(IdentifierRoots.findRivTaRoot("urn:oid:1.2.752.29.4.19")).contains("1.2.752.129.2.1.4.1");
        assertThat(IdentifierRoots.findFhirSystem("1.2.752.129.2.1.3.1"))
                .contains("http://electronichealth.se/identifier/personnummer");
        assertThat(IdentifierRoots.findRivTaRoot(LMA.fhirSystem())).isEmpty();
        assertThat(IdentifierRoots.findFhirSystem("")).isEmpty();
        assertThat(IdentifierRoots.findFhirSystem(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2321000131", "232100-0131", "162321000131", "16232100-0131"})
    void anOrganisationNumberIsKeptWithoutHyphenAndPrefix(String written) {
        assertThat(OrganisationNumber.find(written).map(OrganisationNumber::value))
                .contains("2321000131");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2321000132", "2311000131", "23210001310", "", "ABCDEFGHIJ"})
    void aWrongOrganisationNumberIsNotFound(String written) {
        assertThat(OrganisationNumber.find(written)).isEmpty();
    }

    @Test
    void anIdentifierNeverPrintsItself() {
        assertThat(new PersonId(PERSONNUMMER, "193704219124")).hasToString("personnummer");
        assertThat(Arrays.asList(new PersonId(PERSONNUMMER, "193704219124")).toString())
                .doesNotContain("1937");
    }

    private String anyQuoted() {
        var quoted = TestIdentities.listQuoted().stream()
                .filter(one -> one.id().kind() == PERSONNUMMER)
                .toList();
        return quoted.get(random.nextInt(quoted.size())).id().value();
    }

    private static Stream<String> quoted(String group) {
        return TestIdentities.listQuoted().stream()
                .filter(one -> one.group().equals(group))
                .map(one -> one.id().value());
    }
}
