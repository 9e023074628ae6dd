package se.knutpunkt.episode;

import static se.knutpunkt.episode.Situation.REFERENCE;
import static se.knutpunkt.episode.Situation.SENDER;
import static se.knutpunkt.episode.Situation.unless;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.catalogue.EffectWords.Argument;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** Conditions on what has happened: judgement, consent, times, leave and plan. */
final class ProcessGuards {

    /** The guard that keeps an ADT stream from creating a notice under lag 2017:612. */
    static final String RECORDED_JUDGEMENT = "recorded-judgement";

    private static final Set<String> PLAN_EXISTS = Set.of("drawn-up", "confirmed", "active", "followed-up");

    static final Map<String, Guard> ALL = Map.ofEntries(
            Map.entry(RECORDED_JUDGEMENT, Guard.of((situation, none) -> recordedJudgement(situation))),
            Map.entry("consent-given", Guard.of((situation, none) -> consent(hasConsent(situation)))),
            Map.entry(
                    "consent-for-plan",
                    Guard.of((situation, none) -> consent(hasConsent(situation) || isCompulsoryCarePlan(situation)))),
            Map.entry(
                    "consent-for-invitation",
                    Guard.of((situation, none) ->
                            consent(!situation.parameters().invitationNeedsConsent() || hasConsent(situation)))),
            Map.entry("after-admission", Guard.of((situation, none) -> afterAdmission(situation))),
            Map.entry("within-correction-window", Guard.of((situation, none) -> withinWindow(situation))),
            Map.entry(
                    "on-leave",
                    Guard.of((situation, none) -> unless(
                            situation.head().onLeave(), ErrorCode.LEAVE_NOT_STARTED, "MessageHeader.reason", ""))),
            Map.entry("invitation-party", Guard.of((situation, none) -> invitationParty(situation))),
            Map.entry("inviting-party", Guard.of((situation, none) -> invitingParty(situation))),
            Map.entry(
                    "not-compulsory-care",
                    Guard.of((situation, none) -> unless(
                            !isCompulsoryCare(situation),
                            ErrorCode.COMPULSORY_CARE_PLAN,
                            "MessageHeader.eventCoding",
                            "plan type SPLPTLRV"))),
            Map.entry(
                    "plan-fits-compulsory-care",
                    Guard.of((situation, none) -> unless(
                            !isCompulsoryCare(situation) || !planType(situation).equals("SIP"),
                            ErrorCode.COMPULSORY_CARE_PLAN,
                            "Task.input[planType]",
                            "plan type SPLPTLRV"))),
            Map.entry(
                    "plan-drawn-up",
                    Guard.of((situation, none) -> unless(
                            PLAN_EXISTS.contains(situation.head().sip()),
                            ErrorCode.PLAN_NOT_DRAWN_UP,
                            "MessageHeader.reason",
                            "draw up the plan first"))),
            Map.entry(
                    "sip-in",
                    new Guard(
                            Argument.SIP_STATE,
                            (situation, state) -> unless(
                                    situation.head().sip().equals(state),
                                    ErrorCode.NOTHING_TO_WITHDRAW,
                                    REFERENCE,
                                    "no invitation stands"))));

    private ProcessGuards() {}

    private static Optional<Refusal> recordedJudgement(Situation situation) {
        return unless(
                !situation.isStatusOnly(),
                ErrorCode.REQUIRED_MISSING,
                "MessageHeader.meta",
                "the physician's judgement");
    }

    private static Optional<Refusal> consent(boolean holds) {
        return unless(holds, ErrorCode.CONSENT_MISSING, "Task.input[consent]", "given");
    }

    private static boolean hasConsent(Situation situation) {
        return situation.message().content("consent").equals("given");
    }

    private static boolean isCompulsoryCare(Situation situation) {
        return situation.head().compulsoryCare() || situation.message().isCompulsoryCare();
    }

    /** The plan of LPT 7 a § and LRV 12 a § is no matter of consent. */
    private static boolean isCompulsoryCarePlan(Situation situation) {
        return isCompulsoryCare(situation) && planType(situation).equals("SPLPTLRV");
    }

    private static String planType(Situation situation) {
        return situation.message().content("planType");
    }

    /** X6. */
    private static Optional<Refusal> afterAdmission(Situation situation) {
        Instant admitted = situation.head().admittedAt();
        Optional<Instant> left = situation
                .message()
                .findTime("dischargedAt")
                .or(() -> situation.message().findHappenedAt());
        return unless(
                admitted == null || left.isEmpty() || !left.get().isBefore(admitted),
                ErrorCode.BEFORE_ADMISSION,
                "Encounter.period.end",
                "not before the admission");
    }

    private static Optional<Refusal> withinWindow(Situation situation) {
        Instant since = situation.head().stateSince();
        return unless(
                since == null
                        || !situation
                                .event()
                                .acceptedAt()
                                .isAfter(since.plus(situation.parameters().correctionWindow())),
                ErrorCode.EPISODE_ENDED,
                "MessageHeader",
                "the correction window is " + situation.parameters().correctionWindow());
    }

    /** X10: in a discharge episode the fast vårdkontakt of primary care invites (4 kap. 3 §). */
    private static Optional<Refusal> invitationParty(Situation situation) {
        return unless(
                mayInvite(situation) || situation.parameters().invitationAsWish(),
                ErrorCode.INVITATION_FROM_WRONG_PARTY,
                SENDER + ".extension[sender-role]",
                "allowed in a discharge episode: primary-care");
    }

    /** Who invited may change and withdraw; where the format has no reference, who may invite. */
    private static Optional<Refusal> invitingParty(Situation situation) {
        boolean holds = situation
                .event()
                .referenceSender()
                .map(situation.event().senderUnit()::equals)
                .orElseGet(() -> mayInvite(situation));
        return unless(holds, ErrorCode.INVITATION_FROM_WRONG_PARTY, SENDER, "the unit that invited");
    }

    static boolean mayInvite(Situation situation) {
        return situation.head().state() == EpisodeState.OUTPATIENT
                || situation.event().senderRole() == Role.PRIMARY_CARE;
    }
}
