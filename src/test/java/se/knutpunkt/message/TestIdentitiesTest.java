package se.knutpunkt.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static se.knutpunkt.message.PersonIdKind.LMA;
import static se.knutpunkt.message.PersonIdKind.NATIONAL_RESERVE;
import static se.knutpunkt.message.PersonIdKind.PERSONNUMMER;
import static se.knutpunkt.message.PersonIdKind.SAMORDNINGSNUMMER;
import static se.knutpunkt.message.PersonIdKind.VGR_RESERVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TestIdentitiesTest {

    private static final PersonId ELLA = new PersonId(PERSONNUMMER, "193704219124");
    /** "Tolvan": the familiar documentation number, which is not on the published list. */
    private static final PersonId TOLVAN = new PersonId(PERSONNUMMER, "191212121212");

    @Test
    void everyQuotedIdentityIsUsableAndListed() {
        assertThat(TestIdentities.listQuoted()).hasSizeGreaterThan(150).allSatisfy(quoted -> {
            assertThat(quoted.id().isUsable()).as(quoted.group()).isTrue();
            assertThat(TestIdentities.isListed(quoted.id())).isTrue();
        });
    }

    @Test
    void theElderlyAreAmongTheQuoted() {
        long elderly = TestIdentities.listQuoted().stream()
                .flatMap(quoted -> quoted.id().findBirthDate().stream())
                .filter(born -> born.isBefore(LocalDate.of(1951, 1, 1)))
                .count();
        assertThat(elderly).isGreaterThan(70);
    }

    @Test
    void popularNumbersThatNobodyPublishedAreNotListed() {
        assertThat(TestIdentities.isListed(TOLVAN)).isFalse();
        assertThat(TestIdentities.isListed(new PersonId(PERSONNUMMER, "198112189876")))
                .isFalse();
        assertThat(TestIdentities.isListed(new PersonId(SAMORDNINGSNUMMER, "197010632391")))
                .isFalse();
        assertThat(TestIdentities.isListed(new PersonId(PERSONNUMMER, "199001189811")))
                .isFalse();
    }

    @Test
    void wholeYearsAreComputedAndYearsWithGapsAreNot() {
        assertThat(TestIdentities.compute(PERSONNUMMER, LocalDate.of(1984, 2, 29), true))
                .isPresent();
        assertThat(TestIdentities.compute(PERSONNUMMER, LocalDate.of(1990, 1, 5), true))
                .isEmpty();
        assertThat(TestIdentities.compute(PERSONNUMMER, LocalDate.of(1940, 1, 5), true))
                .isEmpty();
        assertThat(TestIdentities.compute(SAMORDNINGSNUMMER, LocalDate.of(2025, 12, 31), false))
                .isPresent();
        assertThat(TestIdentities.compute(SAMORDNINGSNUMMER, LocalDate.of(1984, 2, 29), false))
                .isEmpty();
        assertThat(TestIdentities.compute(LMA, LocalDate.of(1984, 2, 29), false))
                .isEmpty();
    }

    @Test
    void aReserveNumberIsSafeOnlyWhenNobodyLivingCanHaveIt() {
        assertThat(TestIdentities.isListed(vgr("18500829M07"))).isTrue();
        assertThat(TestIdentities.isListed(vgr("21500829K08"))).isTrue();
        assertThat(TestIdentities.isListed(vgr("19500829K08"))).isFalse();
        assertThat(TestIdentities.isListed(new PersonId(NATIONAL_RESERVE, "98240301AA06")))
                .isTrue();
        assertThat(TestIdentities.isListed(new PersonId(NATIONAL_RESERVE, "98240302AA06")))
                .isFalse();
        assertThat(TestIdentities.isListed(new PersonId(LMA, "12345678"))).isFalse();
    }

    @Test
    void aDemoTakesTestIdentitiesAndNobodyElse() {
        IdentityPolicy demo = IdentityPolicy.demo();
        assertThat(demo.findRefusal(ELLA, "Patient.identifier[0]")).isEmpty();
        assertThat(demo.findRefusal(TOLVAN, "Patient.identifier[0]"))
                .contains(Refusal.of(ErrorCode.UNLISTED_TEST_IDENTITY, "Patient.identifier[0]"));
    }

    @Test
    void aProductionSystemTakesNoTestIdentity() {
        IdentityPolicy production = IdentityPolicy.production(Set.of(TOLVAN));
        assertThat(production.findRefusal(new PersonId(PERSONNUMMER, "198112189876"), "x"))
                .isEmpty();
        assertThat(production.findRefusal(TOLVAN, "x"))
                .contains(Refusal.of(ErrorCode.TEST_IDENTITY_IN_PRODUCTION, "x"));
        assertThat(production.findRefusal(ELLA, "x")).contains(Refusal.of(ErrorCode.TEST_IDENTITY_IN_PRODUCTION, "x"));
    }

    @Test
    void everyPublishedNumberInTheSharedListsIsUsable() throws IOException {
        for (String name : List.of("test_personnummer.csv", "test_samordningsnummer.csv")) {
            Path file = Path.of("..", "shared", "reference", name);
            assumeTrue(Files.exists(file));
            PersonIdKind kind = name.contains("samordning") ? SAMORDNINGSNUMMER : PERSONNUMMER;
            assertThat(Files.readAllLines(file).stream().skip(1).map(line -> new PersonId(kind, line.split(",")[0])))
                    .isNotEmpty()
                    .allMatch(PersonId::isUsable);
        }
    }

    @Test
    void everyComputedNumberThatTheSharedListHoldsIsTheSame() throws IOException {
        Path file = Path.of("..", "shared", "reference", "test_personnummer.csv");
        assumeTrue(Files.exists(file));
        Set<String> published = Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",")[0])
                .collect(Collectors.toSet());
        assertThat(published.stream()
                        .map(number -> new PersonId(PERSONNUMMER, number))
                        .filter(id -> TestIdentities.compute(
                                        PERSONNUMMER, id.findBirthDate().orElseThrow(), true)
                                .isPresent())
                        .filter(id -> id.value().startsWith("23", 8)))
                .allMatch(TestIdentities::isListed);
    }

    private static PersonId vgr(String head) {
        int letter = head.charAt(8) == 'K' ? 5 : 7;
        return new PersonId(VGR_RESERVE, head + Luhn.checkDigit(head.substring(2, 8) + letter + head.substring(9)));
    }
}
