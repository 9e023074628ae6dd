package se.knutpunkt.operate.own;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Party;
import se.knutpunkt.ledger.FoundMessage;
import se.knutpunkt.ledger.FoundMessage.FoundDelivery;
import se.knutpunkt.ledger.SearchTerms;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.find.MessageDossier;
import se.knutpunkt.operate.find.MessageDossiers;
import se.knutpunkt.operate.find.MessageFinder;
import se.knutpunkt.operate.find.SearchReader;
import se.knutpunkt.operate.find.SearchRequest;

/**
 * The messages that a party sent or got, as metadata. What it may not see is not found: a message of others is unknown, and other
 * receivers of what others sent are left out, also where a condition would tell of them.
 */
public final class OwnMessages {

    /** What may be looked for: nothing that names a person, an episode or another party. */
    private static final Set<String> ALLOWED =
            Set.of("id", "event", "state", "delivery", "error", "from", "until", "before", "limit");

    private final ConfigurationInForce configuration;
    private final SearchReader reader;
    private final MessageFinder finder;
    private final MessageDossiers dossiers;

    public OwnMessages(
            ConfigurationInForce configuration, SearchReader reader, MessageFinder finder, MessageDossiers dossiers) {
        this.configuration = configuration;
        this.reader = reader;
        this.finder = finder;
        this.dossiers = dossiers;
    }

    /**
     * A page of messages.
     *
     * @param parameters what was looked for
     * @param next where the next page begins; null for no more
     */
    public record Page(List<OwnMessage> messages, Map<String, String> parameters, UUID next) {}

    /** Newest first; INVALID_PARAMETER for what cannot be looked for. */
    public Page list(String partyId, Map<String, String> given) {
        Party party = party(partyId);
        Map<String, String> asked = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (!value.isBlank()) {
                asked.put(name, value);
            }
        });
        if (!ALLOWED.containsAll(asked.keySet())) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "query", String.join(", ", ALLOWED));
        }
        SearchRequest request = reader.read(asked, Set.of(partyId));
        if (request.isRefused()) {
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER, request.problems().get(0).field(), "");
        }
        MessageFinder.Page found = finder.find(request.terms(), request.before(), request.limit());
        return new Page(
                found.messages().stream()
                        .map(message -> of(message, party))
                        .filter(message -> holds(message, request.terms()))
                        .toList(),
                request.parameters(),
                found.next());
    }

    /** NOT_FOUND for one that the party neither sent nor got, as for one that is not there. */
    public OwnMessage.Whole get(String partyId, UUID hubId) {
        Party party = party(partyId);
        MessageDossier dossier = dossiers.get(hubId);
        OwnMessage own = of(dossier.message(), party);
        if (!own.sent() && own.deliveries().isEmpty()) {
            throw new HubException(ErrorCode.NOT_FOUND, "message", "");
        }
        Set<String> seen = own.deliveries().stream().map(OwnMessage.Leg::unit).collect(Collectors.toSet());
        return new OwnMessage.Whole(
                own,
                own.sent()
                        ? dossier.refusals().stream()
                                .map(refusal ->
                                        new OwnMessage.Fault(refusal.code().number(), refusal.place()))
                                .toList()
                        : List.of(),
                dossier.timeline().stream()
                        .filter(moment -> own.sent() || moment.receiver().isEmpty() || seen.contains(moment.receiver()))
                        .map(moment -> new OwnMessage.Moment(moment.at(), moment.receiver(), moment.step()))
                        .toList());
    }

    private OwnMessage of(FoundMessage message, Party party) {
        boolean sent = isOwnSending(message, party);
        return new OwnMessage(
                message.hubId(),
                message.messageId(),
                message.receivedAt(),
                sent,
                message.eventCode(),
                message.senderUnit(),
                message.state(),
                sent ? message.errorNumber() : "",
                message.deliveries().stream()
                        .filter(delivery -> sent || delivery.partyId().equals(party.id()))
                        .map(OwnMessages::leg)
                        .toList());
    }

    /** Also what its system sent for nobody who could be read, when that system sends for this party alone. */
    private boolean isOwnSending(FoundMessage message, Party party) {
        if (!message.senderUnit().isEmpty()) {
            return party.units().stream().anyMatch(unit -> unit.hsaId().value().equals(message.senderUnit()));
        }
        return message.systemId().equals(party.systemId())
                && configuration
                        .get()
                        .directory()
                        .findSystem(party.systemId())
                        .map(HubSystem::actsFor)
                        .orElse(Set.of())
                        .equals(Set.of(party.id()));
    }

    /** The conditions on deliveries, on what is seen alone. */
    private static boolean holds(OwnMessage message, SearchTerms terms) {
        if (terms.deliveryState() == null && terms.errorNumber().isEmpty()) {
            return true;
        }
        if (terms.deliveryState() == null && message.errorNumber().equals(terms.errorNumber())) {
            return true;
        }
        return message.deliveries().stream()
                .filter(leg -> terms.deliveryState() == null || leg.state() == terms.deliveryState())
                .anyMatch(leg ->
                        terms.errorNumber().isEmpty() || leg.errorNumber().equals(terms.errorNumber()));
    }

    private static OwnMessage.Leg leg(FoundDelivery delivery) {
        return new OwnMessage.Leg(
                delivery.deliveryId(),
                delivery.unit(),
                delivery.state(),
                delivery.attempts(),
                delivery.errorNumber(),
                delivery.deliveredAt());
    }

    private Party party(String partyId) {
        return configuration
                .get()
                .directory()
                .findParty(partyId)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "party", ""));
    }
}
