package se.knutpunkt.episode;

import java.util.Map;
import java.util.Optional;
import se.knutpunkt.catalogue.EffectWords.Argument;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant.Status;
import se.knutpunkt.message.ReadyInterval;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/**
 * A change to the head that a catalogue file can name.
 *
 * @param argument what stands after the colon of its word
 * @param rule makes the change
 */
record Action(Argument argument, Rule rule) {

    /** The change itself. */
    interface Rule {
        void apply(HeadDraft draft, Situation situation, String argument);
    }

    static final Map<String, Action> ALL = Map.ofEntries(
            Map.entry("set-admission", of(Action::setAdmission)),
            Map.entry("update-admission", of(Action::updateAdmission)),
            Map.entry(
                    "add-sender",
                    of((draft, situation) -> draft.join(
                            situation.event().senderUnit(), situation.event().senderRole(), Status.ACKNOWLEDGED))),
            Map.entry(
                    "add-receivers",
                    of((draft, situation) -> situation
                            .event()
                            .receivers()
                            .forEach(receiver -> draft.join(receiver.unit(), receiver.role(), Status.SENT)))),
            Map.entry(
                    "record-notified",
                    of((draft, situation) -> situation
                            .event()
                            .receivers()
                            .forEach(receiver -> draft.notified(
                                    receiver.unit(),
                                    receiver.role(),
                                    situation.event().messageId())))),
            Map.entry(
                    "acknowledge-sender", of((draft, situation) -> markSender(draft, situation, Status.ACKNOWLEDGED))),
            // receipts are rows of the ledger and no part of the head; intake reads the words
            Map.entry("record-kvittens", of((draft, situation) -> {})),
            Map.entry("record-receipt", of((draft, situation) -> {})),
            Map.entry("misdirect-sender", of((draft, situation) -> markSender(draft, situation, Status.MISDIRECTED))),
            Map.entry("remove-sender", of((draft, situation) -> markSender(draft, situation, Status.REMOVED))),
            Map.entry(
                    "add-new-unit",
                    of((draft, situation) -> situation
                            .namedUnit("newUnit")
                            .ifPresent(unit -> draft.join(unit, newUnitRole(situation, unit), Status.SENT)))),
            Map.entry(
                    "remove-old-unit",
                    of((draft, situation) -> situation
                            .namedUnit("oldUnit")
                            .ifPresent(unit -> draft.mark(unit, replacedRole(situation), Status.REMOVED)))),
            Map.entry(
                    "hand-over-notice",
                    of((draft, situation) -> situation
                            .namedUnit("newUnit")
                            .ifPresent(unit -> draft.handOverNotice(
                                    situation
                                            .namedUnit("oldUnit")
                                            .orElse(situation.event().senderUnit()),
                                    unit,
                                    newUnitRole(situation, unit))))),
            Map.entry("set-responsible-unit", of(Action::setResponsibleUnit)),
            Map.entry("set-care-contact", of((draft, situation) -> draft.careContactAppointed = true)),
            Map.entry(
                    "open-ready-interval",
                    of((draft, situation) -> draft.readyIntervals.add(new ReadyInterval(
                            situation.event().messageId(), situation.event().acceptedAt(), null)))),
            Map.entry(
                    "close-ready-interval",
                    of((draft, situation) -> draft.readyIntervals.replaceAll(interval -> interval.withdrawnAt() == null
                            ? new ReadyInterval(
                                    interval.noticeId(),
                                    interval.sentAt(),
                                    situation.event().acceptedAt())
                            : interval))),
            Map.entry("start-leave", of((draft, situation) -> draft.onLeave = true)),
            Map.entry("end-leave", of((draft, situation) -> draft.onLeave = false)),
            Map.entry("register-death", of((draft, situation) -> draft.deathRegistered = true)),
            Map.entry("unregister-death", of((draft, situation) -> draft.deathRegistered = false)),
            Map.entry(
                    "invite",
                    of((draft, situation) ->
                            draft.sip = ProcessGuards.mayInvite(situation) ? "invited" : "need-identified")),
            Map.entry("sip", new Action(Argument.SIP_STATE, (draft, situation, state) -> draft.sip = state)));

    private interface Plain {
        void apply(HeadDraft draft, Situation situation);
    }

    private static Action of(Plain rule) {
        return new Action(Argument.NONE, (draft, situation, none) -> rule.apply(draft, situation));
    }

    /** A later notice in the same stay is for more units; it moves neither admission nor responsibility. */
    private static void setAdmission(HeadDraft draft, Situation situation) {
        EpisodeState from = draft.before().state();
        if (from != EpisodeState.NONE && from != EpisodeState.CARE_REQUESTED) {
            return;
        }
        draft.responsibleUnit = situation
                .message()
                .findResponsibleUnit()
                .orElse(situation.event().senderUnit())
                .value();
        updateAdmission(draft, situation);
    }

    private static void updateAdmission(HeadDraft draft, Situation situation) {
        situation.message().findAdmittedAt().ifPresent(admittedAt -> draft.admittedAt = admittedAt);
        if (situation.message().saysCompulsoryCare()) {
            draft.compulsoryCare = situation.message().isCompulsoryCare();
        }
    }

    private static void setResponsibleUnit(HeadDraft draft, Situation situation) {
        Optional<HsaId> newUnit = situation
                .namedUnit("newUnit")
                .or(() -> situation.isStatusOnly() ? situation.message().findResponsibleUnit() : Optional.empty());
        if (newUnit.isEmpty() || newUnit.get().value().equalsIgnoreCase(draft.responsibleUnit)) {
            return;
        }
        HsaId.find(draft.responsibleUnit)
                .ifPresent(old -> draft.mark(old, situation.event().senderRole(), Status.REMOVED));
        draft.responsibleUnit = newUnit.get().value();
        draft.join(newUnit.get(), situation.event().senderRole(), Status.SENT);
    }

    /** A unit with several roles speaks in one of them: what it says of its part is of that one. */
    private static void markSender(HeadDraft draft, Situation situation, Status status) {
        draft.mark(situation.event().senderUnit(), situation.event().senderRole(), status);
    }

    /** The old unit leaves in the role the new one takes over. */
    private static Role replacedRole(Situation situation) {
        return situation
                .namedUnit("newUnit")
                .map(unit -> newUnitRole(situation, unit))
                .orElse(situation.event().senderRole());
    }

    private static Role newUnitRole(Situation situation, HsaId unit) {
        return Role.findByCode(situation.message().content("newUnitRole"))
                .or(() -> situation.event().receivers().stream()
                        .filter(receiver -> receiver.unit().equals(unit))
                        .map(Receiver::role)
                        .findFirst())
                .orElse(situation.event().senderRole());
    }
}
