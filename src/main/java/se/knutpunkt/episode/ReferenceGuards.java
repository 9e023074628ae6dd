package se.knutpunkt.episode;

import static se.knutpunkt.episode.Situation.REFERENCE;
import static se.knutpunkt.episode.Situation.unless;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.catalogue.EffectWords.Argument;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.ReadyInterval;
import se.knutpunkt.message.Refusal;

/** Conditions on the message that an event answers, corrects or withdraws. An ADT stream has no such reference and is let through. */
final class ReferenceGuards {

    static final Map<String, Guard> ALL = Map.of(
            "reference-known", Guard.of((situation, none) -> known(situation)),
            "not-own-message", Guard.of((situation, none) -> notOwn(situation)),
            "same-sender", Guard.of((situation, none) -> sameSender(situation)),
            "refers-to", new Guard(Argument.EVENT, (situation, event) -> refersTo(situation, event, false)),
            "refers-to-if-given", new Guard(Argument.EVENT, (situation, event) -> refersTo(situation, event, true)),
            "refers-to-open-notice", Guard.of((situation, none) -> refersToOpenNotice(situation)));

    private ReferenceGuards() {}

    private static Optional<Refusal> known(Situation situation) {
        return unless(
                situation.isStatusOnly() || situation.event().referenceId().isPresent(),
                ErrorCode.UNRESOLVED_REFERENCE,
                REFERENCE,
                "the id of a message the hub has accepted");
    }

    /** X14: nobody answers its own message. */
    private static Optional<Refusal> notOwn(Situation situation) {
        boolean own = situation
                .event()
                .referenceSender()
                .filter(situation.event().senderUnit()::equals)
                .isPresent();
        return unless(!own, ErrorCode.NOT_A_PARTICIPANT, REFERENCE, "the message of another unit");
    }

    private static Optional<Refusal> sameSender(Situation situation) {
        if (situation.isStatusOnly()) {
            return Optional.empty();
        }
        if (situation.event().referenceSender().isEmpty()) {
            return Situation.refuse(
                    ErrorCode.UNRESOLVED_REFERENCE, REFERENCE, "the id of a message the hub has accepted");
        }
        return unless(
                situation
                        .event()
                        .referenceSender()
                        .get()
                        .equals(situation.event().senderUnit()),
                ErrorCode.NOT_RESPONSIBLE_UNIT,
                REFERENCE,
                "only the unit that sent the message");
    }

    /** The last such event of this episode, or an earlier one that the head still knows. */
    private static Optional<Refusal> refersTo(Situation situation, String eventCode, boolean mayLack) {
        Optional<UUID> reference = situation.message().findReference();
        if (situation.isStatusOnly() || mayLack && reference.isEmpty()) {
            return Optional.empty();
        }
        EpisodeHead head = situation.head();
        boolean holds = reference
                .filter(id -> id.equals(head.lastNotice().get(eventCode))
                        || situation.event().referenceEvent().equals(eventCode)
                                && head.lastNotice().containsValue(id))
                .isPresent();
        return unless(holds, ErrorCode.NOTHING_TO_WITHDRAW, REFERENCE, "the id of a standing " + eventCode);
    }

    /** X4. */
    private static Optional<Refusal> refersToOpenNotice(Situation situation) {
        Optional<UUID> open = situation.head().findOpenReadyInterval().map(ReadyInterval::noticeId);
        return unless(
                open.isPresent() && open.equals(situation.message().findReference()),
                ErrorCode.NOTHING_TO_WITHDRAW,
                REFERENCE,
                "the id of the open notice");
    }
}
