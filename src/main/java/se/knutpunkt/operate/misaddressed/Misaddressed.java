package se.knutpunkt.operate.misaddressed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.canonical.CanonicalMessage;
import se.knutpunkt.canonical.CarriedElements;
import se.knutpunkt.catalogue.Element;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.ledger.HeldContent;
import se.knutpunkt.ledger.MessageLedger;
import se.knutpunkt.ledger.RevisionLedger;
import se.knutpunkt.ledger.Withdrawal;
import se.knutpunkt.ledger.WithdrawalLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;
import se.knutpunkt.operate.mend.StoredBundle;

/** Takes misaddressed messages back, and says where their content went. */
public final class Misaddressed {

    private static final int MOST = 1_000;

    private final WithdrawalLedger withdrawals;
    private final MessageLedger messages;
    private final RevisionLedger contents;
    private final ConfigurationInForce configuration;
    private final OperatorLog log;
    private final Ids ids;

    public Misaddressed(
            WithdrawalLedger withdrawals,
            MessageLedger messages,
            RevisionLedger contents,
            ConfigurationInForce configuration,
            OperatorLog log,
            Ids ids) {
        this.withdrawals = withdrawals;
        this.messages = messages;
        this.contents = contents;
        this.configuration = configuration;
        this.log = log;
        this.ids = ids;
    }

    /**
     * Where the content of these messages went. It is opened for the names of its fields, which is logged; no value leaves here.
     *
     * @param named ids of the hub or of the senders
     * @throws HubException NOT_FOUND when one of them is not there
     */
    public Spread spread(List<UUID> named, String byWhom) {
        if (named.isEmpty() || named.size() > MOST) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "messages", "1 to " + MOST);
        }
        InForce inForce = configuration.get();
        Set<UUID> hubIds = new LinkedHashSet<>();
        named.forEach(id -> hubIds.add(requireHubId(id)));
        log.recordWithoutReason(
                byWhom,
                "spread-viewed",
                hubIds.size() == 1 ? "message " + hubIds.iterator().next() : hubIds.size() + " messages");
        List<Spread.Receiver> receivers = new ArrayList<>();
        Set<UUID> unreadable = new HashSet<>();
        for (UUID hubId : hubIds) {
            for (Withdrawal.Part part : withdrawals.preview(hubId)) {
                receivers.add(receiver(hubId, part, inForce, unreadable));
            }
        }
        receivers.sort(Comparator.comparing((Spread.Receiver one) -> order(one.outcome()))
                .thenComparing(one -> one.controller().name()));
        return new Spread(hubIds.size(), withdrawals.countPersons(hubIds), receivers, unreadable.size());
    }

    /** How it stands with each receiver now, as a withdrawal would find it. */
    public List<Withdrawal.Part> preview(UUID named) {
        return withdrawals.preview(requireHubId(named));
    }

    /** Takes a message back from everybody who has not got it. Asking twice under the same id takes back once. */
    public Withdrawal withdraw(UUID id, UUID named, String byWhom, String reason) {
        String why = Reason.require(reason);
        return withdrawals.withdraw(id == null ? ids.next() : id, requireHubId(named), byWhom, why);
    }

    /** The proof. */
    public Withdrawal requireProof(UUID withdrawalId) {
        return withdrawals
                .find(withdrawalId)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "withdrawal", ""));
    }

    public List<Withdrawal> listOf(UUID hubId) {
        return withdrawals.listOf(hubId);
    }

    /** Who answers for what a party got. */
    public Spread.Controller controller(String partyId) {
        return configuration
                .get()
                .directory()
                .findParty(partyId)
                .map(party ->
                        new Spread.Controller(party.id(), party.name(), party.organisationNumber(), party.contacts()))
                .orElse(new Spread.Controller(partyId, partyId, "", List.of()));
    }

    public UUID requireHubId(UUID named) {
        return messages.find(named)
                .map(status -> status.receipt().hubId())
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "message", ""));
    }

    private Spread.Receiver receiver(UUID hubId, Withdrawal.Part part, InForce inForce, Set<UUID> unreadable) {
        return new Spread.Receiver(
                hubId,
                part.deliveryId(),
                controller(part.receiver().partyId()),
                inForce.directory()
                        .findUnit(part.receiver().unit())
                        .map(Unit::name)
                        .orElse(part.receiver().unit().value()),
                part.receiver().role().code(),
                fields(hubId, part, inForce, unreadable),
                part.outcome(),
                notices(part, inForce));
    }

    /** Events that take a message back where it may have been read, as far as the receiver's adapter takes them. */
    private static List<String> notices(Withdrawal.Part part, InForce inForce) {
        return inForce.catalogue().listEvents().stream()
                .filter(event -> event.addressing() == EventType.Addressing.RECEIVERS_OF_REFERENCE
                        && event.effect().remarks().contains("may-have-been-read")
                        && event.receivers().contains(part.receiver().role()))
                .map(EventType::code)
                .distinct()
                .filter(code -> inForce.directory()
                        .findSystem(part.receiver().systemId())
                        .filter(system ->
                                system.outbound() != null && system.outbound().takes(code))
                        .isPresent())
                .toList();
    }

    private List<Element> fields(UUID hubId, Withdrawal.Part part, InForce inForce, Set<UUID> unreadable) {
        return carried(part.deliveryId(), inForce)
                .orElseGet(() -> {
                    unreadable.add(hubId);
                    return inForce.catalogue().listElements();
                })
                .stream()
                .filter(element -> part.sections().contains(element.section()))
                .toList();
    }

    private Optional<List<Element>> carried(UUID deliveryId, InForce inForce) {
        try {
            return contents.findContent(deliveryId)
                    .map(HeldContent::delivery)
                    .map(claim -> CarriedElements.list(
                            new CanonicalMessage(StoredBundle.read(claim.payload())), inForce.catalogue()));
        } catch (HubException gone) {
            if (gone.code() == ErrorCode.PAYLOAD_UNREADABLE) {
                return Optional.empty();
            }
            throw gone;
        }
    }

    /** Those who have it first. */
    private static int order(Withdrawal.Outcome outcome) {
        return switch (outcome) {
            case READ -> 0;
            case MAYBE_READ -> 1;
            case UNDER_WAY -> 2;
            case UNREAD -> 3;
        };
    }
}
