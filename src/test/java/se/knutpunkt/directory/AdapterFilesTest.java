package se.knutpunkt.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import se.knutpunkt.codec.Format;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Outbound.Channel;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/** The adapter files of the project: complete, without defect, and as different as the parties are in life. */
class AdapterFilesTest {

    /** What makes a municipality another place, but not another connection. */
    private static final List<String> IDENTITY = List.of(
            "id:", "name:", "municipalityCode:", "organisationNumber:", "subregion:", "federation:", "population:");

    private static Directory directory;
    private static final List<Defect> DEFECTS = new ArrayList<>();

    @BeforeAll
    static void readTheFiles() {
        Candidate candidate = Candidate.read(Path.of("."), new ArrayList<>());
        directory = DirectoryReader.read(candidate, name -> null, DEFECTS).orElse(null);
    }

    @Test
    void theFilesHaveNoDefect() {
        assertThat(DEFECTS).isEmpty();
    }

    @Test
    void the49MunicipalitiesOfTheCountyAreThere() {
        Set<String> codes = new TreeSet<>();
        parties(PartyKind.MUNICIPALITY).forEach(party -> codes.add(party.municipalityCode()));

        assertThat(codes).hasSize(49).allMatch(code -> code.startsWith("14"));
        assertThat(parties(PartyKind.MUNICIPALITY)).allSatisfy(party -> {
            assertThat(party.id()).isEqualTo("municipality-" + ascii(party.name()));
            assertThat(directory.findSystem(party.systemId())).isPresent();
        });
        assertThat(parties(PartyKind.MUNICIPALITY).stream()
                        .mapToInt(Party::population)
                        .sum())
                .isEqualTo(1_778_030);
    }

    @Test
    void theUnitThatAHospitalKnowsByMunicipalityIsTheDefaultOfSocialServices() {
        assertThat(parties(PartyKind.MUNICIPALITY)).allSatisfy(party -> {
            HsaId hsaId = HsaId.of("SE" + party.organisationNumber() + "-SYN" + party.municipalityCode());
            assertThat(directory.findUnit(hsaId))
                    .hasValueSatisfying(unit -> assertThat(unit.defaultFor()).contains(Role.SOCIAL_SERVICES));
        });
    }

    @Test
    void noTwoMunicipalitiesDifferOnlyInWhoTheyAre() throws IOException {
        Map<String, String> shapes = new LinkedHashMap<>();
        for (Party party : parties(PartyKind.MUNICIPALITY)) {
            String shape = shape(Path.of("adapters/parties/" + party.id() + ".yaml"));
            assertThat(shapes.put(shape, party.id())).as(party.id()).isNull();
        }
        assertThat(shapes).hasSize(49);
    }

    @Test
    void moreThanThirtyMunicipalitiesAreConnectedEachInTheirOwnWay() {
        Set<String> connections = new HashSet<>();
        parties(PartyKind.MUNICIPALITY)
                .forEach(party -> connections.add(
                        connection(directory.findSystem(party.systemId()).orElseThrow())));

        assertThat(connections.size()).isGreaterThan(30);
    }

    @Test
    void oneHostedSystemActsForEightMunicipalities() {
        HubSystem hosted = directory.findSystem("hosted-skaraborg").orElseThrow();

        assertThat(hosted.actsFor()).hasSize(8).allMatch(party -> party.startsWith("municipality-"));
        assertThat(parties(PartyKind.MUNICIPALITY).stream()
                        .filter(party -> party.systemId().equals(hosted.id()))
                        .map(Party::id))
                .containsExactlyInAnyOrderElementsOf(hosted.actsFor());
    }

    @Test
    void theCityHasTenUnits() {
        assertThat(directory.findMunicipality("1480").orElseThrow().units()).hasSize(10);
    }

    @Test
    void someMunicipalitiesHaveOneUnitWithBothRoles() {
        assertThat(parties(PartyKind.MUNICIPALITY).stream()
                        .filter(party -> party.units().stream()
                                .anyMatch(unit -> unit.roles()
                                        .containsAll(Set.of(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE))))
                        .count())
                .isBetween(3L, 15L);
    }

    @Test
    void layersOfVendorsAndLocalAdditionsAreUsed() {
        Set<String> layers = directory.listSystems().stream()
                .flatMap(system -> system.layers().values().stream())
                .collect(Collectors.toSet());

        assertThat(layers)
                .contains("county", "vendor-treserva-like", "vendor-lifecare-like", "vendor-viva-like")
                .contains("subregion-skaraborg", "local-goteborg", "local-boras", HubSystem.LOCAL);
        assertThat(directory.findSystem("municipality-goteborg").orElseThrow().layers())
                .containsEntry("outbound.concurrency", "local-goteborg")
                .containsEntry("outbound.format", "vendor-treserva-like")
                .containsEntry("outbound.receipts.deadline", HubSystem.LOCAL)
                .containsEntry("outbound.retry.maxAttempts", "county");
    }

    @Test
    void everyChannelAndEveryFormatHasMunicipalities() {
        Set<String> used = new TreeSet<>();
        parties(PartyKind.MUNICIPALITY).forEach(party -> {
            Outbound outbound =
                    directory.findSystem(party.systemId()).orElseThrow().outbound();
            used.add(outbound.channel().code() + " " + outbound.format().code());
        });

        assertThat(used)
                .contains("push-fhir fhir-json", "push-fhir fhir-xml", "push-json event-json")
                .contains("pull fhir-json", "pull fhir-xml", "pull event-json");
    }

    @Test
    void everyMunicipalityHasPrimaryCareAndTheLargestHaveAChoice() {
        assertThat(parties(PartyKind.MUNICIPALITY))
                .allSatisfy(
                        party -> assertThat(serving(party.municipalityCode())).isNotEmpty());
        assertThat(serving("1480")).hasSizeGreaterThan(1);
        assertThat(serving("1440")).hasSize(1);
    }

    @Test
    void everyHospitalGroupHasUnitsAnAdtStreamAndSomebodyThatReceives() {
        assertThat(parties(PartyKind.HOSPITAL_GROUP)).hasSize(5).allSatisfy(group -> {
            assertThat(group.listUnits(Role.HOSPITAL)).hasSizeGreaterThan(3);
            assertThat(group.listUnits(Role.OUTPATIENT_PSYCHIATRY)).hasSize(1);
            assertThat(directory
                            .findSystem(group.systemId())
                            .orElseThrow()
                            .outbound()
                            .channel())
                    .isNotEqualTo(Channel.NONE);
            assertThat(directory.listSystems())
                    .anyMatch(system -> system.inbound() != null
                            && system.inbound().formats().contains(Format.HL7_V2)
                            && system.actsFor().contains(group.id()));
        });
    }

    @Test
    void partiesOutsideTheCountyCannotBeReached() {
        assertThat(parties(PartyKind.OUTSIDE_COUNTY))
                .hasSizeGreaterThan(1)
                .allSatisfy(party -> assertThat(party.systemId()).isEmpty());
        assertThat(directory.findMunicipality("1384")).isPresent();
        assertThat(directory.findMunicipality("0643")).isPresent();
    }

    @Test
    void theAgreementHoldsTheParametersOfTheClockAndSaysWhatIsUnconfirmed() {
        GoverningDocument agreement =
                directory.findDocument("agreement-2017-612").orElseThrow();

        assertThat(agreement.unconfirmed()).isTrue();
        assertThat(agreement.parameters())
                .containsKeys("sentMeans", "cutoffTime", "waitDays", "waitDaysAfterCutoff", "averageThresholdDays");
        assertThat(agreement.parameters().get("sentMeans").value()).isEqualTo("accepted");
        assertThat(agreement.amounts()).containsKey(2020).doesNotContainKey(2021);
    }

    private static List<Party> parties(PartyKind kind) {
        return directory.listParties().stream()
                .filter(party -> party.kind() == kind)
                .toList();
    }

    private static List<Unit> serving(String code) {
        return directory.listUnitsServing(code, Role.PRIMARY_CARE);
    }

    private static String ascii(String name) {
        return name.toLowerCase(java.util.Locale.ROOT)
                .replace('å', 'a')
                .replace('ä', 'a')
                .replace('ö', 'o')
                .replace(' ', '-');
    }

    /** The file without comments and without everything that only says who the party is. */
    private static String shape(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(String::strip)
                    .filter(line -> IDENTITY.stream().noneMatch(line::startsWith))
                    .map(line -> line.replaceAll("(hsaId|name|phone|email|address): \"[^\"]*\"", "$1"))
                    .collect(Collectors.joining("\n"));
        }
    }

    /** All that decides how messages travel, without the address. */
    private static String connection(HubSystem system) {
        Outbound out = system.outbound();
        return system.inbound() + " " + out.toString().replace(out.address(), "");
    }
}
