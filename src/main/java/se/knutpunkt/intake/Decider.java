package se.knutpunkt.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.address.AddressRules;
import se.knutpunkt.address.Addressed;
import se.knutpunkt.address.ReceiverSections;
import se.knutpunkt.address.Reference;
import se.knutpunkt.address.StatedFacts;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.episode.EpisodeDecision;
import se.knutpunkt.episode.EpisodeEvent;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.ledger.Fact;
import se.knutpunkt.ledger.IntakeDecider;
import se.knutpunkt.ledger.IntakeDecision;
import se.knutpunkt.ledger.IntakeDraft;
import se.knutpunkt.ledger.NewDelivery;
import se.knutpunkt.ledger.ReferencedMessage;
import se.knutpunkt.message.EpisodeHead;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Refusal;

/** The rules as the intake transaction asks them: who receives, what the event does to the episode, and who gets which sections. Pure. */
final class Decider implements IntakeDecider {

    private final EventType type;
    private final CanonicalMessage message;
    private final IntakeDraft draft;
    private final String formerPersonHash;
    private final InForce inForce;
    private final EpisodeRules rules;

    Decider(
            EventType type,
            CanonicalMessage message,
            IntakeDraft draft,
            String formerPersonHash,
            InForce inForce,
            EpisodeRules rules) {
        this.type = type;
        this.message = message;
        this.draft = draft;
        this.formerPersonHash = formerPersonHash;
        this.inForce = inForce;
        this.rules = rules;
    }

    @Override
    public IntakeDecision decide(EpisodeHead head, Optional<ReferencedMessage> reference, Instant acceptedAt) {
        Optional<Refusal> unasked = ReceiptEvent.findLevel(type, message)
                .flatMap(level -> ReceiptEvent.findRefusal(level, draft.senderUnit(), draft.senderRole(), reference));
        if (unasked.isPresent()) {
            return new IntakeDecision.Refuse(List.of(unasked.get()));
        }
        Addressed addressed = AddressRules.address(
                type,
                message,
                draft.senderUnit(),
                head,
                reference.map(found -> new Reference(found.senderUnit(), found.senderRole(), found.receivers())),
                inForce.directory());
        if (addressed instanceof Addressed.Refused refused) {
            return new IntakeDecision.Refuse(refused.refusals());
        }
        List<Receiver> receivers = ((Addressed.To) addressed).receivers();
        return toIntake(
                rules.agreed(inForce.directory()).decide(head, event(receivers, reference, acceptedAt)), receivers);
    }

    private EpisodeEvent event(List<Receiver> receivers, Optional<ReferencedMessage> reference, Instant acceptedAt) {
        return new EpisodeEvent(
                type,
                message,
                draft.messageId(),
                draft.senderUnit(),
                draft.senderRole(),
                draft.personHash(),
                formerPersonHash,
                receivers,
                reference.map(ReferencedMessage::messageId),
                reference.map(ReferencedMessage::eventCode).orElse(""),
                reference.map(ReferencedMessage::senderUnit),
                acceptedAt);
    }

    private IntakeDecision toIntake(EpisodeDecision decision, List<Receiver> receivers) {
        if (decision instanceof EpisodeDecision.Refused refused) {
            return new IntakeDecision.Refuse(refused.refusals());
        }
        if (decision instanceof EpisodeDecision.GoesNowhere nowhere) {
            return new IntakeDecision.GoNowhere(nowhere.reason());
        }
        EpisodeDecision.Allowed allowed = (EpisodeDecision.Allowed) decision;
        List<NewDelivery> deliveries = receivers.stream()
                .map(receiver -> new NewDelivery(receiver, sections(receiver)))
                .toList();
        return new IntakeDecision.Accept(allowed.next(), deliveries, facts(), allowed.remarks());
    }

    private List<Fact> facts() {
        return StatedFacts.of(type, message, inForce.catalogue()).stream()
                .map(stated -> new Fact(stated.name(), stated.value()))
                .toList();
    }

    private Set<String> sections(Receiver receiver) {
        return ReceiverSections.of(type, message, receiver.role(), Set.of(receiver.unit()));
    }
}
