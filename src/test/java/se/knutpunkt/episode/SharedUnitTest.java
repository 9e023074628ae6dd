package se.knutpunkt.episode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import se.knutpunkt.catalogue.CanonicalCases;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.Participant.Status;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/** A small municipality's one unit that is both social services and health care: its parts stand apart, as two units' would. */
class SharedUnitTest {

    private static final HsaId SHARED = HsaId.of("SE2120001413-SYN1438");
    private static final HsaId PRIMARY = CanonicalCases.unit(Role.PRIMARY_CARE);
    private static final HsaId OTHER = HsaId.of("SE2120001413-SYN1438B");
    private static final Role SOCIAL = Role.SOCIAL_SERVICES;
    private static final Role CARE = Role.MUNICIPAL_HEALTH_CARE;

    @Test
    void aNoticeForItsOtherRoleIsNoRepetition() {
        EpisodeHead head = head(List.of(SOCIAL));
        EpisodeDecision first = decide(head, "{code: admission-notice}", Role.HOSPITAL, to(CARE));
        assertThat(first)
                .isInstanceOfSatisfying(
                        EpisodeDecision.Allowed.class,
                        allowed -> assertThat(status(allowed.next(), CARE)).isEqualTo(Status.SENT));
        EpisodeHead next = ((EpisodeDecision.Allowed) first).next();
        assertThat(decide(next, "{code: admission-notice}", Role.HOSPITAL, to(SOCIAL, CARE)))
                .isInstanceOfSatisfying(
                        EpisodeDecision.Refused.class,
                        refused ->
                                assertThat(refused.refusals().get(0).code()).isEqualTo(ErrorCode.EPISODE_ALREADY_OPEN));
    }

    @Test
    void itIsDischargeReadyForARoleOnlyWhenThatRoleHasHadTheNotice() {
        EpisodeHead head = head(List.of(SOCIAL));
        assertThat(decide(head, "{code: discharge-ready}", Role.HOSPITAL, to(SOCIAL, CARE)))
                .isInstanceOfSatisfying(
                        EpisodeDecision.Refused.class,
                        refused -> assertThat(refused.refusals())
                                .singleElement()
                                .satisfies(refusal -> assertThat(refusal.detail())
                                        .endsWith(SHARED.value() + " (municipal-health-care)")));
        assertThat(decide(head, "{code: discharge-ready}", Role.HOSPITAL, to(SOCIAL)))
                .isInstanceOf(EpisodeDecision.Allowed.class);
    }

    @Test
    void aKvittensIsForTheRoleItIsGivenIn() {
        EpisodeHead next = next(head(List.of(SOCIAL, CARE)), "{code: acknowledgement}", CARE);
        assertThat(status(next, CARE)).isEqualTo(Status.ACKNOWLEDGED);
        assertThat(status(next, SOCIAL)).isEqualTo(Status.SENT);
    }

    @Test
    void whatSocialServicesCallMisdirectedStaysWithHealthCareHoweverOftenTheySayIt() {
        EpisodeHead once = next(head(List.of(SOCIAL, CARE)), "{code: misdirected}", SOCIAL);
        EpisodeHead twice = next(once, "{code: misdirected}", SOCIAL);
        assertThat(status(twice, SOCIAL)).isEqualTo(Status.MISDIRECTED);
        assertThat(status(twice, CARE)).isEqualTo(Status.SENT);
    }

    @Test
    void aUnitThatSpeaksInARoleWithoutPartSpeaksForTheWhole() {
        EpisodeHead next = next(head(List.of(CARE)), "{code: acknowledgement}", SOCIAL);
        assertThat(status(next, CARE)).isEqualTo(Status.ACKNOWLEDGED);
    }

    @Test
    void aNewUnitTakesOverOneRoleWithItsNoticeAndLeavesTheOther() {
        String change = "{code: participant-change, kind: replaced, content: {newUnit: '" + OTHER.value()
                + "', oldUnit: '" + SHARED.value() + "', newUnitRole: 'social-services'}}";
        EpisodeDecision decision = decide(head(List.of(SOCIAL, CARE)), change, Role.HOSPITAL, List.of());
        EpisodeHead next = ((EpisodeDecision.Allowed) decision).next();
        assertThat(status(next, SOCIAL)).isEqualTo(Status.REMOVED);
        assertThat(status(next, CARE)).isEqualTo(Status.SENT);
        assertThat(next.lastNotice().get(HeadDraft.notifiedKey(OTHER, SOCIAL)))
                .isEqualTo(next.lastNotice().get(HeadDraft.notifiedKey(SHARED, SOCIAL)))
                .isNotNull();
    }

    private static EpisodeHead next(EpisodeHead head, String event, Role speaksAs) {
        EpisodeDecision decision = decide(head, event, speaksAs, List.of());
        assertThat(decision).isInstanceOf(EpisodeDecision.Allowed.class);
        return ((EpisodeDecision.Allowed) decision).next();
    }

    private static EpisodeDecision decide(EpisodeHead head, String event, Role speaksAs, List<Receiver> receivers) {
        JsonNode node = read(event);
        EpisodeEvent plain = EpisodeCase.event(node, head);
        HsaId sender = speaksAs == Role.HOSPITAL ? CanonicalCases.unit(Role.HOSPITAL) : SHARED;
        return new EpisodeRules(EpisodeParameters.DEFAULT)
                .decide(
                        head,
                        new EpisodeEvent(
                                plain.type(),
                                plain.message(),
                                plain.messageId(),
                                sender,
                                speaksAs,
                                plain.personHash(),
                                plain.formerPersonHash(),
                                receivers,
                                plain.referenceId(),
                                plain.referenceEvent(),
                                speaksAs == Role.HOSPITAL
                                        ? Optional.empty()
                                        : Optional.of(CanonicalCases.unit(Role.HOSPITAL)),
                                plain.acceptedAt()));
    }

    private static JsonNode read(String yaml) {
        try {
            return new YAMLMapper().readTree(yaml);
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static List<Receiver> to(Role... roles) {
        return Arrays.stream(roles)
                .map(role -> new Receiver("system", "party", SHARED, role))
                .toList();
    }

    private static Status status(EpisodeHead head, Role role) {
        return head.findParticipant(SHARED, role).orElseThrow().status();
    }

    /** Admitted; the shared unit takes part, notified, in these roles, beside hospital and primary care. */
    private static EpisodeHead head(List<Role> roles) {
        EpisodeHead fresh = EpisodeHead.fresh(new UUID(0, 3));
        List<Participant> participants = new java.util.ArrayList<>(List.of(
                new Participant(CanonicalCases.unit(Role.HOSPITAL), Role.HOSPITAL, Status.ACKNOWLEDGED),
                new Participant(PRIMARY, Role.PRIMARY_CARE, Status.SENT)));
        Map<String, UUID> notices =
                new HashMap<>(Map.of(HeadDraft.notifiedKey(PRIMARY, Role.PRIMARY_CARE), new UUID(0, 9)));
        for (Role role : roles) {
            participants.add(new Participant(SHARED, role, Status.SENT));
            notices.put(HeadDraft.notifiedKey(SHARED, role), new UUID(0, 10 + role.ordinal()));
        }
        return new EpisodeHead(
                fresh.id(),
                EpisodeState.ADMITTED,
                fresh.stateBefore(),
                null,
                "p1",
                List.of(),
                CanonicalCases.unit(Role.HOSPITAL).value(),
                null,
                false,
                false,
                "none",
                false,
                participants,
                List.of(),
                false,
                notices);
    }
}
