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
     * @param referenceSender the sender of the message referred to; empty when there is none
     * @param referenceReceivers the receivers of the message referred to
     */
    public static Addressed address(
            EventType type,
            CanonicalMessage message,
            HsaId senderUnit,
            EpisodeHead head,
            Optional<HsaId> referenceSender,
            List<Receiver> referenceReceivers,
            Directory directory) {
        AddressRules rules = new AddressRules(type, message, senderUnit, head, directory);
        Found found = rules.find(referenceSender, referenceReceivers);
        if (!found.refusals().isEmpty()) {
            return new Addressed.Refused(found.refusals());
        }
        List<Receiver> receivers = rules.withoutSenderAndDoubles(found.receivers());
        if (receivers.isEmpty() && rules.mustHaveReceiver()) {
            return new Addressed.Refused(List.of(Refusal.of(ErrorCode.NO_RECEIVER, DESTINATION)));
        }
        return new Addressed.To(receivers);
    }

    private Found find(Optional<HsaId> referenceSender, List<Receiver> referenceReceivers) {
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
            case SENDER_OF_REFERENCE -> referenceSender.map(finder::byUnit).orElse(Found.NOBODY);
            case RECEIVERS_OF_REFERENCE -> Found.of(referenceReceivers);
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
        Found found = Found.NOBODY;
        for (String element : List.of("newUnit", "oldUnit")) {
            Optional<HsaId> unit = HsaId.find(message.content(element));
            if (unit.isPresent()) {
                String role = element.equals("newUnit") ? message.content("newUnitRole") : "";
                found = found.and(finder.explicit(
                        new CanonicalMessage.Destination(unit.get().value(), role), "Task.input[" + element + "]"));
            }
        }
        return found;
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

    private List<Receiver> withoutSenderAndDoubles(List<Receiver> found) {
        Map<String, Receiver> once = new LinkedHashMap<>();
        for (Receiver receiver : found) {
            if (!receiver.unit().equals(senderUnit)) {
                once.putIfAbsent(receiver.unit().value().toUpperCase(java.util.Locale.ROOT), receiver);
            }
        }
        return List.copyOf(once.values());
    }
}
