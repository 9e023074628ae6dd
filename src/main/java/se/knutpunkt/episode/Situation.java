package se.knutpunkt.episode;

import java.util.Optional;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** What a rule looks at: the head before the event, the event, and what the parties have agreed. */
record Situation(EpisodeHead head, EpisodeEvent event, EpisodeParameters parameters) {

    static final String REFERENCE = "MessageHeader.extension[references-message]";
    static final String SENDER = "MessageHeader.sender";
    static final String RECEIVERS = "MessageHeader.destination";

    CanonicalMessage message() {
        return event.message();
    }

    boolean isStatusOnly() {
        return event.message().isStatusOnly();
    }

    boolean takesPart(HsaId unit) {
        return head.participants().stream()
                        .anyMatch(participant -> participant.unit().equals(unit) && participant.isActive())
                || unit.value().equalsIgnoreCase(head.responsibleUnit());
    }

    boolean hasActive(Role role) {
        return head.participants().stream()
                .filter(Participant::isActive)
                .anyMatch(participant -> participant.role() == role);
    }

    /** A unit the content names, such as {@code newUnit}. */
    Optional<HsaId> namedUnit(String element) {
        return HsaId.find(message().content(element));
    }

    static Optional<Refusal> refuse(ErrorCode code, String place, String detail) {
        return Optional.of(new Refusal(code, place, detail));
    }

    static Optional<Refusal> unless(boolean holds, ErrorCode code, String place, String detail) {
        return holds ? Optional.empty() : refuse(code, place, detail);
    }
}
