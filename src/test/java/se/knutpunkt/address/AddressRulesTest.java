package se.knutpunkt.address;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.Fhir;
import se.knutpunkt.catalogue.CanonicalCases;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.catalogue.TestCatalogue;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** Who receives: named, by need, by part in the episode, by reference; and what is never guessed. */
class AddressRulesTest {

    private static final HsaId HOSPITAL = CanonicalCases.unit(Role.HOSPITAL);
    private static final HsaId SOCIAL = CanonicalCases.unit(Role.SOCIAL_SERVICES);
    private static final HsaId MUNICIPAL = CanonicalCases.unit(Role.MUNICIPAL_HEALTH_CARE);
    private static final HsaId PRIMARY = CanonicalCases.unit(Role.PRIMARY_CARE);
    private static final HsaId SECOND_PRIMARY = HsaId.of("SE2321000131-SYNPC0002");
    private static final HsaId SHARED = HsaId.of("SE2120001413-SYN1438");
    private static final HsaId OUTSIDE = HsaId.of("SE2120001611-SYN0643");
    private static final HsaId CLOSED = HsaId.of("SE2321000131-SYNCLOSED");

    private static final Reference REFERENCE = new Reference(
            PRIMARY, Role.PRIMARY_CARE, List.of(new Receiver("system", "municipality", SOCIAL, Role.SOCIAL_SERVICES)));

    private static final CanonicalCases CASES = new CanonicalCases(TestCatalogue.get(), 3L);

    @Test
    void namedReceiversAreTakenAsNamed() {
        ObjectNode bundle = message("admission-notice");
        CanonicalCases.addDestination(bundle, SOCIAL, "social-services");
        CanonicalCases.addDestination(bundle, PRIMARY, "primary-care");
        assertThat(to(bundle, fresh(), one())).containsExactly(SOCIAL, PRIMARY);
    }

    @Test
    void aUnitThatIsNotInTheDirectoryIsRefused() {
        assertThat(refused(named("admission-notice", HsaId.of("SE2120001413-NOBODY"), "social-services"), one()))
                .containsExactly(ErrorCode.UNKNOWN_RECEIVER);
    }

    @Test
    void aRoleTheUnitDoesNotHaveIsRefused() {
        assertThat(refused(named("admission-notice", SOCIAL, "primary-care"), one()))
                .containsExactly(ErrorCode.WRONG_RECEIVER_ROLE);
    }

    @Test
    void aUnitWithSeveralRolesNeedsOneToBeNamed() {
        assertThat(refused(named("admission-notice", SHARED, ""), one())).containsExactly(ErrorCode.AMBIGUOUS_RECEIVER);
        assertThat(to(named("admission-notice", SHARED, "social-services"), fresh(), one()))
                .containsExactly(SHARED);
    }

    @Test
    void aUnitNamedInTwoRolesReceivesOnceInEach() {
        ObjectNode bundle = message("admission-notice");
        CanonicalCases.addDestination(bundle, SHARED, "social-services");
        CanonicalCases.addDestination(bundle, SHARED, "municipal-health-care");
        CanonicalCases.addDestination(bundle, SHARED, "social-services");
        CanonicalCases.addDestination(bundle, PRIMARY, "primary-care");
        assertThat(inRoles(address(bundle, fresh(), one())))
                .containsExactly(
                        SHARED.value() + " social-services",
                        SHARED.value() + " municipal-health-care",
                        PRIMARY.value() + " primary-care");
    }

    @Test
    void twoNeedsServedByOneUnitReachItInBothRoles() {
        ObjectNode bundle = withNeed("social-services");
        ArrayNode inputs = (ArrayNode) resource(bundle, "Task").path("input");
        for (JsonNode input : List.copyOf(inputs.findParents("type"))) {
            if (input.path("type").path("coding").path(0).path("code").asText().equals("needs")) {
                ObjectNode second =
                        inputs.add(input.deepCopy()).path(inputs.size() - 1).require();
                ((ObjectNode) second.path("valueCoding")).put("code", "municipal-health-care");
            }
        }
        assertThat(inRoles(address(bundle, fresh(), one())))
                .containsExactlyInAnyOrder(
                        SHARED.value() + " social-services", SHARED.value() + " municipal-health-care");
    }

    @Test
    void aUnitThatTakesPartInTwoRolesIsToldInBothAndOnlyInThoseTheEventIsFor() {
        EpisodeHead head = taking(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE);
        assertThat(inRoles(address(message("admission-update"), head, one())))
                .containsExactly(SHARED.value() + " social-services", SHARED.value() + " municipal-health-care");
    }

    @Test
    void anAnswerGoesBackToTheRoleThatWasSpokenIn() {
        for (Role role : List.of(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE)) {
            Addressed answer = address(message("misdirected"), head(), new Reference(SHARED, role, List.of()), one());
            assertThat(inRoles(answer)).containsExactly(SHARED.value() + " " + role.code());
        }
    }

    @Test
    void anOldUnitIsToldInTheRolesItTakesPartIn() {
        EventType type = TestCatalogue.get().findNewest("participant-change").orElseThrow();
        ObjectNode bundle = CASES.minimal(type, "replaced");
        resource(bundle, "Task").path("input").forEach(input -> {
            String name = input.path("type").path("coding").path(0).path("code").asText();
            if (name.equals("oldUnit") || name.equals("newUnit")) {
                ((ObjectNode) input.path("valueIdentifier"))
                        .put("value", (name.equals("oldUnit") ? SHARED : MUNICIPAL).value());
            }
        });
        EpisodeHead head = taking(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE);
        assertThat(inRoles(address(bundle, head, one())))
                .containsExactly(
                        MUNICIPAL.value() + " municipal-health-care",
                        SHARED.value() + " social-services",
                        SHARED.value() + " municipal-health-care");
    }

    @Test
    void theOnlyAllowedRoleNeedNotBeNamed() {
        assertThat(to(named("admission-notice", PRIMARY, ""), fresh(), one())).containsExactly(PRIMARY);
    }

    @Test
    void aUnitWhoseSystemDoesNotTakeTheEventIsRefused() {
        assertThat(refused(named("admission-notice", CLOSED, "primary-care"), one()))
                .containsExactly(ErrorCode.RECEIVER_DOES_NOT_TAKE_EVENT);
    }

    @Test
    void theSendersOwnUnitIsNeverAReceiver() {
        ObjectNode bundle = message("general-message");
        CanonicalCases.addDestination(bundle, HOSPITAL, "hospital");
        CanonicalCases.addDestination(bundle, SOCIAL, "social-services");
        assertThat(to(bundle, head(), one())).containsExactly(SOCIAL);
    }

    @Test
    void needsFindTheUnitsThatServeTheMunicipality() {
        assertThat(to(withNeed("social-services"), fresh(), one())).containsExactly(SHARED);
        assertThat(to(withNeed("primary-care"), fresh(), one())).containsExactly(PRIMARY);
    }

    @Test
    void severalUnitsForANeedAreRefusedWithTheirIds() {
        Addressed answer = address(withNeed("primary-care"), fresh(), two());
        assertThat(((Addressed.Refused) answer).refusals()).singleElement().satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.AMBIGUOUS_RECEIVER);
            assertThat(refusal.detail()).contains(PRIMARY.value(), SECOND_PRIMARY.value());
        });
    }

    @Test
    void noUnitForANeedIsRefusedAndNeverGuessed() {
        assertThat(refused(withNeed("primary-care"), none())).containsExactly(ErrorCode.UNKNOWN_RECEIVER);
    }

    @Test
    void aProtectedPersonIsNeverRoutedByFolkbokforing() {
        ObjectNode bundle = withNeed("social-services");
        resource(bundle, "Patient")
                .withObject("/meta")
                .putArray("security")
                .addObject()
                .put("system", Fhir.SECURITY_LABEL)
                .put("code", "sekretessmarkering");
        assertThat(refused(bundle, one())).containsExactly(ErrorCode.PROTECTED_NEEDS_EXPLICIT_RECEIVER);
        assertThat(Payer.findMunicipality(new CanonicalMessage(bundle))).isEmpty();
    }

    @Test
    void aPatientFromOutsideTheCountyGetsAClearAnswer() {
        assertThat(refused(withMunicipality("0643"), one())).containsExactly(ErrorCode.OUTSIDE_COUNTY);
        assertThat(refused(withMunicipality("0180"), one())).containsExactly(ErrorCode.OUTSIDE_COUNTY);
    }

    @Test
    void theMunicipalityOfFolkbokforingPaysWhoeverReceives() {
        ObjectNode bundle = withNeed("social-services");
        CanonicalCases.addDestination(bundle, PRIMARY, "primary-care");
        assertThat(Payer.findMunicipality(new CanonicalMessage(bundle))).contains("1438");
    }

    @Test
    void followersGoToTheActiveParticipantsInOrder() {
        assertThat(to(message("admission-update"), head(), one())).containsExactly(SOCIAL, PRIMARY);
    }

    @Test
    void anAdtUpdateGoesToParticipantsWhateverItNames() {
        ObjectNode bundle = named("admission-update", MUNICIPAL, "municipal-health-care");
        resource(bundle, "MessageHeader")
                .withObject("/meta")
                .putArray("tag")
                .addObject()
                .put("system", Fhir.ORIGIN)
                .put("code", "status-only");
        assertThat(to(bundle, head(), one())).containsExactly(SOCIAL, PRIMARY);
        assertThat(to(bundle, fresh(), one())).isEmpty();
    }

    @Test
    void anEventThatMustNameItsReceiversIsRefusedWithoutOne() {
        assertThat(refused(message("general-message"), head(), one())).containsExactly(ErrorCode.NO_RECEIVER);
    }

    @Test
    void anAnswerGoesToTheSenderOfWhatItAnswersAndARecallToItsReceivers() {
        assertThat(to(message("misdirected"), head(), one())).containsExactly(PRIMARY);
        assertThat(to(message("recall"), head(), one())).containsExactly(SOCIAL);
    }

    /** Random names and parts, seeds 0 to 299: nobody receives who was not named or takes part, none twice, and never the sender. */
    @Test
    void whateverIsNamedInWhateverOrderNobodyElseReceivesAndNoneTwice() {
        int received = 0;
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            EpisodeHead head = with(participants(random));
            List<Named> named = named(random);
            List<Named> otherwise = new ArrayList<>(named);
            Collections.shuffle(otherwise, random);
            Addressed answer = address(naming(named), head, two());

            if (answer instanceof Addressed.Refused no) {
                assertThat(no.refusals()).as("seed " + seed).isNotEmpty();
                assertThat(address(naming(otherwise), head, two()))
                        .as("seed " + seed)
                        .isInstanceOf(Addressed.Refused.class);
                continue;
            }
            received++;
            assertThat(inRoles(answer))
                    .as("seed " + seed)
                    .doesNotHaveDuplicates()
                    .noneMatch(receiver -> receiver.startsWith(HOSPITAL.value()))
                    .isSubsetOf(expected(named, head))
                    .containsExactlyInAnyOrderElementsOf(inRoles(address(naming(otherwise), head, two())));
        }
        assertThat(received).isBetween(50, 290);
    }

    private record Named(HsaId unit, String role) {}

    private static List<Named> named(Random random) {
        List<HsaId> units = List.of(HOSPITAL, SOCIAL, MUNICIPAL, PRIMARY, SHARED, SOCIAL, PRIMARY, CLOSED, OUTSIDE);
        List<String> roles = List.of("hospital", "social-services", "municipal-health-care", "primary-care", "");
        List<Named> named = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            HsaId unit = units.get(random.nextInt(units.size()));
            String right = unit.equals(PRIMARY)
                    ? "primary-care"
                    : unit.equals(MUNICIPAL) ? "municipal-health-care" : "social-services";
            named.add(new Named(unit, random.nextInt(5) > 0 ? right : roles.get(random.nextInt(roles.size()))));
        }
        return named;
    }

    private static List<Participant> participants(Random random) {
        List<Participant> all = new ArrayList<>();
        for (HsaId unit : List.of(HOSPITAL, SOCIAL, MUNICIPAL, PRIMARY, SHARED)) {
            for (Role role :
                    List.of(Role.HOSPITAL, Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE, Role.PRIMARY_CARE)) {
                if (random.nextInt(3) == 0) {
                    Participant.Status[] statuses = Participant.Status.values();
                    all.add(new Participant(unit, role, statuses[random.nextInt(statuses.length)]));
                }
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private static ObjectNode naming(List<Named> named) {
        ObjectNode bundle = message("admission-update");
        named.forEach(one -> CanonicalCases.addDestination(bundle, one.unit(), one.role()));
        return bundle;
    }

    /** Who may receive, in which role; a unit named without a role, in any. */
    private static Set<String> expected(List<Named> named, EpisodeHead head) {
        Set<String> expected = new HashSet<>();
        for (Named one : named) {
            for (Role role : Role.values()) {
                if (one.role().isEmpty() || one.role().equals(role.code())) {
                    expected.add(one.unit().value() + " " + role.code());
                }
            }
        }
        if (named.isEmpty()) {
            head.participants().stream()
                    .filter(Participant::isActive)
                    .forEach(one ->
                            expected.add(one.unit().value() + " " + one.role().code()));
        }
        return expected;
    }

    private static ObjectNode message(String event) {
        return CASES.minimal(TestCatalogue.get().findNewest(event).orElseThrow(), "");
    }

    private static ObjectNode named(String event, HsaId unit, String role) {
        ObjectNode bundle = message(event);
        CanonicalCases.addDestination(bundle, unit, role);
        return bundle;
    }

    private static ObjectNode withNeed(String role) {
        ObjectNode bundle = message("admission-notice");
        resource(bundle, "Task").path("input").forEach(input -> {
            if (input.path("type").path("coding").path(0).path("code").asText().equals("needs")) {
                ((ObjectNode) input.path("valueCoding")).put("code", role);
            }
        });
        return bundle;
    }

    private static ObjectNode withMunicipality(String code) {
        ObjectNode bundle = withNeed("social-services");
        resource(bundle, "Patient").path("address").path(0).path("extension").forEach(extension -> {
            if (Fhir.MUNICIPALITY_CODE.equals(extension.path("url").asText())) {
                ((ObjectNode) extension).put("valueCode", code);
            }
        });
        return bundle;
    }

    private static ObjectNode resource(ObjectNode bundle, String type) {
        return (ObjectNode) new CanonicalMessage(bundle).resource(type);
    }

    private static List<HsaId> to(ObjectNode bundle, EpisodeHead head, Directory directory) {
        Addressed answer = address(bundle, head, directory);
        assertThat(answer).isInstanceOf(Addressed.To.class);
        return ((Addressed.To) answer).receivers().stream().map(Receiver::unit).toList();
    }

    private static List<String> inRoles(Addressed answer) {
        assertThat(answer).isInstanceOf(Addressed.To.class);
        return ((Addressed.To) answer)
                .receivers().stream()
                        .map(receiver ->
                                receiver.unit().value() + " " + receiver.role().code())
                        .toList();
    }

    private static List<ErrorCode> refused(ObjectNode bundle, Directory directory) {
        return refused(bundle, fresh(), directory);
    }

    private static List<ErrorCode> refused(ObjectNode bundle, EpisodeHead head, Directory directory) {
        Addressed answer = address(bundle, head, directory);
        assertThat(answer).isInstanceOf(Addressed.Refused.class);
        return ((Addressed.Refused) answer)
                .refusals().stream().map(Refusal::code).toList();
    }

    private static Addressed address(ObjectNode bundle, EpisodeHead head, Directory directory) {
        return address(bundle, head, REFERENCE, directory);
    }

    private static Addressed address(ObjectNode bundle, EpisodeHead head, Reference reference, Directory directory) {
        CanonicalMessage message = new CanonicalMessage(bundle);
        EventType type = TestCatalogue.get().findNewest(message.eventCode()).orElseThrow();
        return AddressRules.address(type, message, HOSPITAL, head, Optional.of(reference), directory);
    }

    private static EpisodeHead fresh() {
        return EpisodeHead.fresh(new UUID(0, 1));
    }

    private static EpisodeHead head() {
        return with(List.of(
                new Participant(HOSPITAL, Role.HOSPITAL, Participant.Status.ACKNOWLEDGED),
                new Participant(SOCIAL, Role.SOCIAL_SERVICES, Participant.Status.SENT),
                new Participant(MUNICIPAL, Role.MUNICIPAL_HEALTH_CARE, Participant.Status.MISDIRECTED),
                new Participant(PRIMARY, Role.PRIMARY_CARE, Participant.Status.SENT)));
    }

    private static EpisodeHead taking(Role... roles) {
        return with(java.util.stream.Stream.of(roles)
                .map(role -> new Participant(SHARED, role, Participant.Status.SENT))
                .toList());
    }

    private static EpisodeHead with(List<Participant> participants) {
        EpisodeHead fresh = fresh();
        return new EpisodeHead(
                fresh.id(),
                se.knutpunkt.message.EpisodeState.PLANNING,
                fresh.stateBefore(),
                null,
                "p1",
                List.of(),
                HOSPITAL.value(),
                null,
                false,
                false,
                "none",
                false,
                participants,
                List.of(),
                false,
                java.util.Map.of());
    }

    private static Directory none() {
        return directory(List.of());
    }

    private static Directory one() {
        return directory(List.of(serving(PRIMARY)));
    }

    private static Directory two() {
        return directory(List.of(serving(PRIMARY), serving(SECOND_PRIMARY)));
    }

    private static Directory directory(List<Unit> primaryCare) {
        List<Unit> municipality = List.of(
                unit(
                        SHARED,
                        "municipality",
                        Set.of(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE),
                        Set.of(Role.SOCIAL_SERVICES, Role.MUNICIPAL_HEALTH_CARE)),
                unit(SOCIAL, "municipality", Set.of(Role.SOCIAL_SERVICES, Role.LSS), Set.of()),
                unit(MUNICIPAL, "municipality", Set.of(Role.MUNICIPAL_HEALTH_CARE), Set.of()));
        return new Directory(
                List.of(
                        party("municipality", PartyKind.MUNICIPALITY, "1438", municipality, "system"),
                        party(
                                "hospital",
                                PartyKind.HOSPITAL_GROUP,
                                "",
                                List.of(unit(HOSPITAL, "hospital", Set.of(Role.HOSPITAL), Set.of())),
                                "system"),
                        party("care", PartyKind.PRIMARY_CARE, "", primaryCare, "system"),
                        party(
                                "closed",
                                PartyKind.PRIVATE_PROVIDER,
                                "",
                                List.of(unit(CLOSED, "closed", Set.of(Role.PRIMARY_CARE), Set.of())),
                                "narrow"),
                        party(
                                "outside",
                                PartyKind.OUTSIDE_COUNTY,
                                "0643",
                                List.of(unit(OUTSIDE, "outside", Set.of(Role.SOCIAL_SERVICES), Set.of())),
                                "")),
                List.of(system("system", Set.of()), system("narrow", Set.of("general-message"))));
    }

    private static Unit serving(HsaId hsaId) {
        return new Unit(hsaId, "Vårdcentral", Set.of(Role.PRIMARY_CARE), "care", Set.of(), Set.of("1438"));
    }

    private static Unit unit(HsaId hsaId, String party, Set<Role> roles, Set<Role> defaultFor) {
        return new Unit(hsaId, "Enhet", roles, party, defaultFor, Set.of());
    }

    private static Party party(String id, PartyKind kind, String code, List<Unit> units, String system) {
        return new Party(id, kind, id, code, "212000-1413", "", "", 0, units, system);
    }

    private static HubSystem system(String id, Set<String> events) {
        Outbound outbound = new Outbound(
                Outbound.Channel.PULL,
                Format.EVENT_JSON,
                "canonical-to-event",
                "",
                "",
                events,
                false,
                false,
                Duration.ofSeconds(10),
                1,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                5);
        return new HubSystem(
                id,
                HsaId.of("SE2321000131-SYS" + id.toUpperCase(java.util.Locale.ROOT)),
                id,
                Set.of("municipality"),
                null,
                outbound);
    }
}
