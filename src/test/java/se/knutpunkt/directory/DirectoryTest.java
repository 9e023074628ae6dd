package se.knutpunkt.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.Outbound.Channel;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

class DirectoryTest {

    private static final HsaId ALE = HsaId.of("SE2120001439-SYN1440");
    private static final HsaId CARE_B = HsaId.of("SE2321000131-SYNB");
    private static final HsaId CARE_A = HsaId.of("SE2321000131-SYNA");
    private static final HsaId HALL = HsaId.of("SE2321000115-SYN1");
    private static final HsaId ADT_ONE = HsaId.of("SE2321000131-ADT1");
    private static final HsaId ADT_TWO = HsaId.of("SE2321000131-ADT2");

    private final Directory directory = new Directory(
            List.of(
                    party(
                            "municipality-ale",
                            PartyKind.MUNICIPALITY,
                            "1440",
                            "ale",
                            unit(ALE, "municipality-ale", Role.SOCIAL_SERVICES)),
                    party(
                            "primary-care-x",
                            PartyKind.PRIMARY_CARE,
                            "",
                            "x",
                            serving(CARE_B, "primary-care-x", "1440"),
                            serving(CARE_A, "primary-care-x", "1440")),
                    party(
                            "outside-county-halland",
                            PartyKind.OUTSIDE_COUNTY,
                            "",
                            "",
                            unit(HALL, "outside-county-halland", Role.HOSPITAL))),
            List.of(
                    system("ale", HsaId.of("SE2120001439-SYS"), "municipality-ale", "", false),
                    system("adt-one", ADT_ONE, "primary-care-x", "127.0.0.1", true),
                    system("adt-two", ADT_TWO, "municipality-ale", "127.0.0.1", false),
                    system("adt-three", HsaId.of("SE2321000131-ADT3"), "municipality-ale", "127.0.0.3", false)));

    @Test
    void unitsAreFoundWithoutRegardToCase() {
        assertThat(directory.findUnit(HsaId.of("se2120001439-syn1440"))).isPresent();
        assertThat(directory.findUnit(HsaId.of("SE2120001439-SYN9999"))).isEmpty();
    }

    @Test
    void unitsThatServeAMunicipalityComeInOrderOfHsaId() {
        assertThat(directory.listUnitsServing("1440", Role.PRIMARY_CARE))
                .extracting(Unit::hsaId)
                .containsExactly(CARE_A, CARE_B);
        assertThat(directory.listUnitsServing("1441", Role.PRIMARY_CARE)).isEmpty();
        assertThat(directory.listUnitsServing("1440", Role.HOSPITAL)).isEmpty();
    }

    @Test
    void aPartyWithoutASystemCannotBeReached() {
        assertThat(directory.findSystemOf(directory.findUnit(HALL).orElseThrow()))
                .isEmpty();
        assertThat(directory.findSystemOf(directory.findUnit(ALE).orElseThrow()))
                .map(HubSystem::id)
                .contains("ale");
    }

    @Test
    void aSystemActsOnlyForThePartiesItNames() {
        HubSystem ale = directory.findSystem("ale").orElseThrow();

        assertThat(directory.mayActFor(ale, directory.findUnit(ALE).orElseThrow()))
                .isTrue();
        assertThat(directory.mayActFor(ale, directory.findUnit(CARE_A).orElseThrow()))
                .isFalse();
    }

    @Test
    void aPeerThatIsAloneOnItsAddressIsKnownByIt() {
        assertThat(directory.findPeer("127.0.0.3", null)).map(HubSystem::id).contains("adt-three");
        assertThat(directory.findPeer("127.0.0.4", null)).isEmpty();
        assertThat(directory.findPeer("", null)).isEmpty();
    }

    @Test
    void peersThatShareAnAddressAreToldApartByTheFacility() {
        assertThat(directory.findPeer("127.0.0.1", ADT_TWO)).map(HubSystem::id).contains("adt-two");
        assertThat(directory.findPeer("127.0.0.1", ALE)).map(HubSystem::id).contains("adt-two");
        assertThat(directory.findPeer("127.0.0.1", CARE_A)).map(HubSystem::id).contains("adt-one");
    }

    @Test
    void aFacilityNobodyKnowsIsThePeerThatTakesAny() {
        assertThat(directory.findPeer("127.0.0.1", HALL)).map(HubSystem::id).contains("adt-one");
        assertThat(directory.findPeer("127.0.0.1", null)).map(HubSystem::id).contains("adt-one");
    }

    @Test
    void aReceiverWithHoursIsClosedOutsideThemAndOpensAtTheNext() {
        Outbound outbound = outbound(List.of(
                new OpeningHours(Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(12, 0)),
                new OpeningHours(Set.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.MIDNIGHT)));

        // 2026-11-23 is a Monday; Stockholm is one hour ahead of UTC.
        assertThat(outbound.isOpen(Instant.parse("2026-11-23T07:00:00Z"))).isTrue();
        assertThat(outbound.isOpen(Instant.parse("2026-11-23T11:00:00Z"))).isFalse();
        assertThat(outbound.isOpen(Instant.parse("2026-11-22T22:59:59Z"))).isTrue();
        assertThat(outbound.opensAt(Instant.parse("2026-11-23T11:00:00Z"))).isEqualTo("2026-11-29T21:00:00Z");
        assertThat(outbound.opensAt(Instant.parse("2026-11-23T08:00:00Z"))).isEqualTo("2026-11-23T08:00:00Z");
    }

    @Test
    void aReceiverWithoutHoursIsAlwaysOpen() {
        Instant now = Instant.parse("2026-11-22T03:00:00Z");

        assertThat(outbound(List.of()).isOpen(now)).isTrue();
        assertThat(outbound(List.of()).opensAt(now)).isEqualTo(now);
    }

    @Test
    void aMappingIsNamedByItsFormat() {
        Inbound inbound = new Inbound(Set.of(Format.HL7_V2), "", 1, 1, "UTF-8", false, "", 1);

        assertThat(inbound.mappingFor(Format.HL7_V2)).isEqualTo("hl7v2-to-canonical");
        assertThat(inbound.mappingFor(Format.FHIR_XML)).isEqualTo("fhir-to-canonical");
        assertThat(inbound.mappingFor(Format.EVENT_JSON)).isEqualTo("event-to-canonical");
    }

    private static Party party(String id, PartyKind kind, String code, String system, Unit... units) {
        return new Party(id, kind, id, code, "2321000131", "", "", 0, List.of(units), system);
    }

    private static Unit unit(HsaId hsaId, String party, Role role) {
        return new Unit(hsaId, "enhet", Set.of(role), party, Set.of(), Set.of());
    }

    private static Unit serving(HsaId hsaId, String party, String code) {
        return new Unit(hsaId, "enhet", Set.of(Role.PRIMARY_CARE), party, Set.of(), Set.of(code));
    }

    private static HubSystem system(String id, HsaId hsaId, String actsFor, String peer, boolean any) {
        Inbound inbound = new Inbound(Set.of(Format.HL7_V2), "", 1000, 64, 10, "UTF-8", false, peer, any, 7);
        return new HubSystem(id, hsaId, id, Set.of(actsFor), inbound, outbound(List.of()));
    }

    private static Outbound outbound(List<OpeningHours> hours) {
        return new Outbound(
                Channel.PULL,
                Format.EVENT_JSON,
                "canonical-to-event",
                "",
                "",
                Set.of(),
                false,
                false,
                Duration.ofSeconds(5),
                1,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                5,
                hours,
                Duration.ofMinutes(30));
    }
}
