package se.knutpunkt.translate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/** The project's own mappings and elements, and a small directory that does not change with the county's. */
public final class TestConfiguration {

    public static final HsaId HOSPITAL_SYSTEM = HsaId.of("SE2321000131-SYNH100");
    public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private TestConfiguration() {}

    public static Candidate candidate() {
        return Candidate.read(Path.of("."), new ArrayList<>());
    }

    public static Translator translator() {
        List<Defect> defects = new ArrayList<>();
        Translator translator = Translator.read(candidate(), catalogue(), defects);
        if (!defects.isEmpty()) {
            throw new AssertionError(defects.toString());
        }
        return translator;
    }

    public static Catalogue catalogue() {
        return TestCatalogue.get();
    }

    public static List<Element> elements() {
        return catalogue().listElements();
    }

    public static Directory directory() {
        Party hospital = party(
                "hospital-group-test",
                PartyKind.HOSPITAL_GROUP,
                "",
                List.of(
                        unit(
                                "SE2321000131-SYN000016",
                                "hospital-group-test",
                                "0522-000000",
                                Set.of(Role.HOSPITAL),
                                Set.of(Role.HOSPITAL)),
                        unit("SE2321000131-SYN000015", "hospital-group-test", "", Set.of(Role.HOSPITAL), Set.of())));
        Party primaryCare = party(
                "primary-care-test",
                PartyKind.PRIMARY_CARE,
                "",
                List.of(new Unit(
                        HsaId.of("SE2321000131-SYNPC0001"),
                        "Testvårdcentralen",
                        Set.of(Role.PRIMARY_CARE),
                        "primary-care-test",
                        Set.of(Role.PRIMARY_CARE),
                        Set.of("1438", "1440"))));
        Party dalsEd = party(
                "municipality-dals-ed",
                PartyKind.MUNICIPALITY,
                "1438",
                List.of(
                        unit(
                                "SE2120001413-SYN1438SOC",
                                "municipality-dals-ed",
                                "",
                                Set.of(Role.SOCIAL_SERVICES),
                                Set.of(Role.SOCIAL_SERVICES)),
                        unit(
                                "SE2120001413-SYN1438HSV",
                                "municipality-dals-ed",
                                "",
                                Set.of(Role.MUNICIPAL_HEALTH_CARE),
                                Set.of(Role.MUNICIPAL_HEALTH_CARE))));
        Party ale = party(
                "municipality-ale",
                PartyKind.MUNICIPALITY,
                "1440",
                List.of(unit(
                        "SE2120001439-SYN1440",
                        "municipality-ale",
                        "",
                        Set.of(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE),
                        Set.of(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE))));
        return new Directory(
                List.of(hospital, primaryCare, dalsEd, ale),
                List.of(
                        system("hospital-adt", HOSPITAL_SYSTEM, "hospital-group-test"),
                        system("primary-care-system", HsaId.of("SE2321000131-SYNPCS01"), "primary-care-test"),
                        system("municipality-system", HsaId.of("SE2120001413-SYN1438SYS"), "municipality-dals-ed")));
    }

    /** The context of one case; the ids are fixed, so that goldens need no scrubbing. */
    public static TranslateContext context(String systemId) {
        return new TranslateContext(
                directory().findSystem(systemId).orElseThrow(),
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                UUID.fromString("00000000-0000-7000-8000-000000000002"),
                NOW);
    }

    private static HubSystem system(String id, HsaId hsaId, String party) {
        return new HubSystem(id, hsaId, id, Set.of(party), null, null);
    }

    private static Unit unit(String hsaId, String party, String phone, Set<Role> roles, Set<Role> defaultFor) {
        return new Unit(HsaId.of(hsaId), hsaId, roles, party, defaultFor, Set.of(), phone);
    }

    private static Party party(String id, PartyKind kind, String municipalityCode, List<Unit> units) {
        return new Party(id, kind, id, municipalityCode, "", "", "", 0, units, id);
    }
}
