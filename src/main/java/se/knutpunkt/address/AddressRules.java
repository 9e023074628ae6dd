package se.knutpunkt.address;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Participant;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.message.Role;

/** Finds the receivers: those the sender names, else by the event's rule and the directory. Pure. */
public final class AddressRules {

    static final String DESTINATION = "MessageHeader.destination";

    private final EventType type;
    private final CanonicalMessage message;
    private final HsaId senderUnit;
    private final EpisodeHead head;
    private final ReceiverFinder finder;

    private AddressRules(
            EventType type, CanonicalMessage message, HsaId senderUnit, EpisodeHead head, Directory directory) {
        this.type = type;
        this.message = message;
        this.senderUnit = senderUnit;
        this.head = head;
        this.finder = new ReceiverFinder(type, directory);
    }

    /**
     * @param head the episode before the event
     * @param reference the message referred to; empty when there is none
     */
    public static Addressed address(
            EventType type,
            CanonicalMessage message,
            HsaId senderUnit,
            EpisodeHead head,
            Optional<Reference> reference,
            Directory directory) {
        AddressRules rules = new AddressRules(type, message, senderUnit, head, directory);
        Found found = rules.find(reference);
        if (!found.refusals().isEmpty()) {
            return new Addressed.Refused(found.refusals());
        }
        List<Receiver> receivers = rules.withoutSenderAndDoubles(found.receivers());
        if (receivers.isEmpty() && rules.mustHaveReceiver()) {
            return new Addressed.Refused(List.of(Refusal.of(ErrorCode.NO_RECEIVER, DESTINATION)));
        }
        return new Addressed.To(receivers);
    }

    private Found find(Optional<Reference> reference) {
        if (message.isStatusOnly()) {
            // An ADT stream updates those who already take part, whatever it names.
            return participants();
        }
        List<CanonicalMessage.Destination> named = message.listDestinations();
        if (!named.isEmpty()) {
            return explicit(named);
        }
        return switch (type.addressing()) {
            case BY_NEED -> new NeedRule(type, message, finder).find();
            case PARTICIPANTS, RESPONSIBLE_AND_PARTICIPANTS -> participants();
            case NAMED_UNITS -> namedUnits();
            case NAMED_UNITS_AND_PARTICIPANTS -> namedUnits().and(participants());
            case SENDER_OF_REFERENCE ->
                reference.map(to -> finder.answer(to.sender(), to.senderRole())).orElse(Found.NOBODY);
            case RECEIVERS_OF_REFERENCE ->
                reference.map(to -> Found.of(to.receivers())).orElse(Found.NOBODY);
            case EXPLICIT -> Found.NOBODY;
        };
    }

    private Found explicit(List<CanonicalMessage.Destination> named) {
        Found found = Found.NOBODY;
        for (int i = 0; i < named.size(); i++) {
            found = found.and(finder.explicit(named.get(i), DESTINATION + "[" + i + "]"));
        }
        return found;
    }

    /** The active participants and the unit that answers for the patient, each in the role it takes part in. */
    private Found participants() {
        List<Receiver> receivers = new ArrayList<>();
        for (Participant participant : head.participants()) {
            if (participant.isActive()) {
                finder.participant(participant.unit(), participant.role()).ifPresent(receivers::add);
            }
        }
        HsaId.find(head.responsibleUnit())
                .flatMap(unit -> finder.participant(unit, Role.HOSPITAL))
                .ifPresent(receivers::add);
        return Found.of(receivers);
    }

    private Found namedUnits() {
        return namedUnit("newUnit", message.content("newUnitRole"))
                .and(HsaId.find(message.content("oldUnit"))
                        .map(this::inItsPart)
                        .filter(found -> !found.receivers().isEmpty())
                        .orElseGet(() -> namedUnit("oldUnit", "")));
    }

    private Found namedUnit(String element, String role) {
        return HsaId.find(message.content(element))
                .map(unit -> finder.explicit(
                        new CanonicalMessage.Destination(unit.value(), role), "Task.input[" + element + "]"))
                .orElse(Found.NOBODY);
    }

    /** A unit of the episode, in each role it takes part in: nobody has to say again what the episode knows. */
    private Found inItsPart(HsaId unit) {
        return Found.of(head.participants().stream()
                .filter(participant -> participant.unit().equals(unit) && participant.isActive())
                .flatMap(participant -> finder.participant(unit, participant.role()).stream())
                .toList());
    }

    /** Without an episode, or without the message referred to, the decision has the better answer. */
    private boolean mustHaveReceiver() {
        boolean unknownEpisode =
                head.state().code().equals("none") && !type.effect(kind()).creates();
        boolean byReference = type.addressing() == EventType.Addressing.SENDER_OF_REFERENCE
                || type.addressing() == EventType.Addressing.RECEIVERS_OF_REFERENCE;
        return !message.isStatusOnly() && !unknownEpisode && !byReference;
    }

    private String kind() {
        return type.kind(message.kind());
    }

    /**
     * A unit with several roles gets the message once in each role it is a receiver in: what is meant for health care is not for
     * social services, even where one reception serves both (each role has its own sections).
     */
    private List<Receiver> withoutSenderAndDoubles(List<Receiver> found) {
        record UnitInRole(HsaId unit, Role role) {}
        Map<UnitInRole, Receiver> once = new LinkedHashMap<>();
        for (Receiver receiver : found) {
            if (!receiver.unit().equals(senderUnit)) {
                once.putIfAbsent(new UnitInRole(receiver.unit(), receiver.role()), receiver);
            }
        }
        return List.copyOf(once.values());
    }
}
