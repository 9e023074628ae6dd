package se.knutpunkt.episode;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import se.knutpunkt.catalogue.EffectWords.Argument;
import se.knutpunkt.catalogue.EventType.Deadline;
import se.knutpunkt.message.EpisodeState;
import se.knutpunkt.message.Participant.Status;
import se.knutpunkt.message.Role;

/**
 * A warning that a catalogue file can ask for.
 *
 * @param argument what stands after the colon of its word
 * @param code the code of the warning
 * @param rule true when it is to be given
 */
record Remark(Argument argument, String code, Rule rule) {

    /** When the warning is given. */
    interface Rule {
        boolean applies(Situation situation, String argument);
    }

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    static final Map<String, Remark> ALL = Map.of(
            "late", of("late", Remark::isLate),
            "late-after-ready", of("late", Remark::isLateAfterReady),
            "late-after-discharge", of("late", Remark::isLateAfterDischarge),
            "no-discharge-ready",
                    of(
                            "no-discharge-ready",
                            situation ->
                                    situation.head().findOpenReadyInterval().isEmpty()),
            "care-contact-missing",
                    of(
                            "care-contact-missing",
                            situation -> situation.hasActive(Role.PRIMARY_CARE)
                                    && !situation.head().careContactAppointed()),
            "information-not-sent",
                    new Remark(
                            Argument.EVENT,
                            "information-not-sent",
                            (situation, event) -> !situation.head().lastNotice().containsKey(event)),
            "sip-wish", of("sip-wish", situation -> !ProcessGuards.mayInvite(situation)),
            "may-have-been-read", of("may-have-been-read", Remark::hasReader),
            "registered-afterwards", of("registered-afterwards", situation -> true));

    private interface Plain {
        boolean applies(Situation situation);
    }

    private static Remark of(String code, Plain rule) {
        return new Remark(Argument.NONE, code, (situation, none) -> rule.applies(situation));
    }

    /** Later than the deadline counted from the first of its elements that the message has; what a reserve routine told counts from then. */
    private static boolean isLate(Situation situation) {
        Deadline deadline = situation.event().type().deadline();
        if (deadline == null || deadline.duration().isEmpty()) {
            return false;
        }
        Optional<Instant> from = deadline.from().stream()
                .map(situation.message()::findTime)
                .flatMap(Optional::stream)
                .findFirst();
        return from.isPresent() && toldAt(situation).isAfter(from.get().plus(Duration.parse(deadline.duration())));
    }

    /** Civil days, never hours: three days after the day of the notice (4 kap. 3 §). */
    private static boolean isLateAfterReady(Situation situation) {
        Deadline deadline = situation.event().type().deadline();
        return deadline != null
                && situation
                        .head()
                        .findOpenReadyInterval()
                        .map(interval -> day(interval.sentAt())
                                .plusDays(Duration.parse(deadline.duration()).toDays())
                                .isBefore(day(toldAt(situation))))
                        .orElse(false);
    }

    /** Due on the day of discharge (3 kap. 2 §); before the discharge nothing is late. */
    private static boolean isLateAfterDischarge(Situation situation) {
        if (situation.head().state() != EpisodeState.DISCHARGED) {
            return false;
        }
        Instant left = situation
                .message()
                .findTime("dischargedAt")
                .orElse(Objects.requireNonNullElse(situation.head().stateSince(), Instant.MAX));
        return !left.equals(Instant.MAX) && day(toldAt(situation)).isAfter(day(left));
    }

    private static boolean hasReader(Situation situation) {
        return situation.event().receivers().stream()
                .anyMatch(receiver -> situation
                        .head()
                        .findParticipant(receiver.unit(), receiver.role())
                        .filter(participant -> participant.status() == Status.ACKNOWLEDGED)
                        .isPresent());
    }

    private static Instant toldAt(Situation situation) {
        return situation
                .message()
                .findTime("originalAt")
                .orElse(situation.event().acceptedAt());
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(STOCKHOLM).toLocalDate();
    }
}
