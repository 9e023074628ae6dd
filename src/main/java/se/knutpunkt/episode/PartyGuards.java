package se.knutpunkt.episode;

import static se.knutpunkt.episode.Situation.RECEIVERS;
import static se.knutpunkt.episode.Situation.SENDER;
import static se.knutpunkt.episode.Situation.unless;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** Conditions on who sends and who receives. */
final class PartyGuards {

    static final Map<String, Guard> ALL = Map.of(
            "sender-takes-part", Guard.of((situation, none) -> senderTakesPart(situation)),
            "responsible-unit", Guard.of((situation, none) -> responsibleUnit(situation)),
            "hospital-unless-outpatient", Guard.of((situation, none) -> hospitalUnlessOutpatient(situation)),
            "may-close", Guard.of((situation, none) -> mayClose(situation)),
            "old-unit-takes-part", Guard.of((situation, none) -> oldUnitTakesPart(situation)),
            "primary-care-with-municipal-care", Guard.of((situation, none) -> primaryCareToo(situation)),
            "new-receiver", Guard.of((situation, none) -> newReceiver(situation)),
            "notified-before", Guard.of((situation, none) -> notifiedBefore(situation)));

    private PartyGuards() {}

    /** An ADT stream is let through: its episode was found by the hospital's own visit number, and it may speak for any ward. */
    private static Optional<Refusal> senderTakesPart(Situation situation) {
        boolean free = situation.isStatusOnly() || situation.head().state() == EpisodeState.NONE;
        return unless(
                free || situation.takesPart(situation.event().senderUnit()),
                ErrorCode.NOT_A_PARTICIPANT,
                SENDER,
                "a unit that takes part in the episode");
    }

    /** The unit that answers for the patient, or another hospital unit of the episode that speaks for it by naming it. */
    private static Optional<Refusal> responsibleUnit(Situation situation) {
        String responsible = situation.head().responsibleUnit();
        HsaId sender = situation.event().senderUnit();
        boolean speaksForIt = situation
                        .message()
                        .findResponsibleUnit()
                        .filter(unit -> unit.value().equalsIgnoreCase(responsible))
                        .isPresent()
                && situation.takesPart(sender);
        return unless(
                situation.isStatusOnly() || sender.value().equalsIgnoreCase(responsible) || speaksForIt,
                ErrorCode.NOT_RESPONSIBLE_UNIT,
                SENDER,
                responsible.isEmpty() ? "" : "responsible: " + responsible);
    }

    /** X15: what ends an inpatient episode comes from the hospital. */
    private static Optional<Refusal> hospitalUnlessOutpatient(Situation situation) {
        boolean outpatient = situation.head().state() == EpisodeState.OUTPATIENT
                || situation.head().state().hasEnded() && situation.head().stateBefore() == EpisodeState.OUTPATIENT;
        return unless(
                outpatient || situation.event().senderRole() == Role.HOSPITAL,
                ErrorCode.WRONG_SENDER_ROLE,
                SENDER + ".extension[sender-role]",
                "allowed in an inpatient episode: hospital");
    }

    private static Optional<Refusal> mayClose(Situation situation) {
        HsaId sender = situation.event().senderUnit();
        boolean othersLeft = situation.head().participants().stream()
                .filter(Participant::isActive)
                .anyMatch(participant -> participant.role() != Role.HOSPITAL
                        && !participant.unit().equals(sender));
        return unless(
                situation.event().senderRole() == Role.HOSPITAL || !othersLeft,
                ErrorCode.NOT_RESPONSIBLE_UNIT,
                SENDER,
                "the hospital, or the last unit that takes part");
    }

    private static Optional<Refusal> oldUnitTakesPart(Situation situation) {
        return unless(
                situation.namedUnit("oldUnit").filter(situation::takesPart).isPresent(),
                ErrorCode.NOT_A_PARTICIPANT,
                "Task.input[oldUnit]",
                "a unit that takes part in the episode");
    }

    /** X2, lag 2017:612 2 kap. 1 § second paragraph. */
    private static Optional<Refusal> primaryCareToo(Situation situation) {
        List<Receiver> receivers = situation.event().receivers();
        boolean municipalCare = hasRole(receivers, Role.MUNICIPAL_HEALTH_CARE)
                || situation.message().listContent("needs").contains(Role.MUNICIPAL_HEALTH_CARE.code());
        return unless(
                !municipalCare || hasRole(receivers, Role.PRIMARY_CARE) || situation.hasActive(Role.PRIMARY_CARE),
                ErrorCode.PRIMARY_CARE_MISSING,
                RECEIVERS,
                "add a primary-care unit");
    }

    /** A notice in an open episode is for units judged to be needed later (2 kap. 3 §); the same units are not admitted to twice. */
    private static Optional<Refusal> newReceiver(Situation situation) {
        EpisodeState state = situation.head().state();
        boolean first = state == EpisodeState.NONE || state == EpisodeState.CARE_REQUESTED;
        boolean anyNew = situation.event().receivers().stream().anyMatch(receiver -> !isNotified(situation, receiver));
        return unless(
                first || anyNew,
                ErrorCode.EPISODE_ALREADY_OPEN,
                RECEIVERS,
                "every receiver has had the notice already");
    }

    /** X1: lag 2017:612 5 kap. 3 § asks for an admission notice to each. */
    private static Optional<Refusal> notifiedBefore(Situation situation) {
        List<String> missing = situation.event().receivers().stream()
                .filter(receiver -> !isNotified(situation, receiver))
                .map(receiver ->
                        receiver.unit().value() + " (" + receiver.role().code() + ")")
                .toList();
        return unless(
                missing.isEmpty(),
                ErrorCode.NOT_NOTIFIED_BEFORE,
                RECEIVERS,
                "no admission notice to " + String.join(", ", missing));
    }

    private static boolean isNotified(Situation situation, Receiver receiver) {
        return situation.head().lastNotice().containsKey(HeadDraft.notifiedKey(receiver.unit(), receiver.role()));
    }

    private static boolean hasRole(List<Receiver> receivers, Role role) {
        return receivers.stream().anyMatch(receiver -> receiver.role() == role);
    }
}
