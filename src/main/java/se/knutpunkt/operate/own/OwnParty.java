package se.knutpunkt.operate.own;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.directory.Party;
import se.knutpunkt.ledger.ContactLedger;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.OwnDeliveries;
import se.knutpunkt.ledger.ReceiverStates;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;

/** What a party's contacts see of it and do for it. Who may is settled before. */
public final class OwnParty {

    /** How long a confirmation holds: a quarter. */
    public static final Duration CONFIRMED_FOR = Duration.ofDays(92);

    private static final Duration LOOK_BACK = Duration.ofDays(31);
    private static final int SHOWN = 50;

    private final ConfigurationInForce inForce;
    private final ReceiverStates states;
    private final OwnDeliveries deliveries;
    private final DeliveryLedger inboxes;
    private final ContactLedger contacts;
    private final CertificatesInUse certificates;
    private final OperatorLog log;
    private final Clock clock;

    public OwnParty(
            ConfigurationInForce inForce,
            ReceiverStates states,
            OwnDeliveries deliveries,
            DeliveryLedger inboxes,
            ContactLedger contacts,
            CertificatesInUse certificates,
            OperatorLog log,
            Clock clock) {
        this.inForce = inForce;
        this.states = states;
        this.deliveries = deliveries;
        this.inboxes = inboxes;
        this.contacts = contacts;
        this.certificates = certificates;
        this.log = log;
        this.clock = clock;
    }

    /** NOT_FOUND for a party that is not in force. */
    public OwnView get(String partyId) {
        Party party = party(partyId);
        HubSystem system = directory().findSystem(party.systemId()).orElse(null);
        Duration deadline = system == null || system.outbound() == null
                ? Duration.ofMinutes(30)
                : system.outbound().receiptDeadline();
        return new OwnView(
                party,
                system,
                states.find(party.systemId()).orElse(null),
                deliveries.count(partyId, party.systemId(), deadline),
                deliveries.listTrouble(partyId, party.systemId(), deadline, SHOWN),
                certificates.findEnd(party.systemId()).orElse(null),
                confirmation(party, contacts.listLast()));
    }

    /**
     * How the contacts are confirmed, those overdue first.
     *
     * @param parties only these; empty for all that have a system
     */
    public List<OwnView.Confirmation> listConfirmations(Set<String> parties) {
        Map<String, Instant> last = contacts.listLast();
        return directory().listParties().stream()
                .filter(party -> parties.isEmpty() ? !party.systemId().isEmpty() : parties.contains(party.id()))
                .map(party -> confirmation(party, last))
                .sorted(java.util.Comparator.comparing((OwnView.Confirmation one) -> !one.overdue())
                        .thenComparing(OwnView.Confirmation::partyId))
                .toList();
    }

    /** A contact says that the party's contacts are right. */
    public void confirm(String partyId, String byWhom) {
        party(partyId);
        contacts.confirm(partyId, byWhom);
        log.recordWithoutReason(byWhom, "contacts-confirmed", "party " + partyId);
    }

    /**
     * Makes what was read from {@code from} on readable again, for a system that pulls and that serves no other party.
     *
     * @return how many
     */
    public int redeliver(String partyId, Instant from, String byWhom, String reason) {
        String why = Reason.require(reason);
        Party party = party(partyId);
        HubSystem system = directory()
                .findSystem(party.systemId())
                .orElseThrow(() -> new HubException(ErrorCode.STATE_CHANGED, "party", "has no system"));
        Instant now = clock.instant();
        if (from == null || from.isAfter(now) || from.isBefore(now.minus(LOOK_BACK))) {
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER, "from", "within the last " + LOOK_BACK.toDays() + " days");
        }
        if (system.outbound() == null || system.outbound().channel() != Outbound.Channel.PULL) {
            throw new HubException(
                    ErrorCode.STATE_CHANGED, "channel", "only what is pulled; for what is pushed ask for a replay");
        }
        if (!system.actsFor().equals(Set.of(partyId))) {
            throw new HubException(ErrorCode.STATE_CHANGED, "system", "serves other parties too; ask for a replay");
        }
        log.record(byWhom, "redelivery-asked", "party " + partyId, why);
        return inboxes.redeliver(system.id(), from);
    }

    private OwnView.Confirmation confirmation(Party party, Map<String, Instant> lasts) {
        Instant last = lasts.get(party.id());
        Instant due = last == null ? null : last.plus(CONFIRMED_FOR);
        return new OwnView.Confirmation(
                party.id(), party.name(), last, due, due == null || due.isBefore(clock.instant()));
    }

    private Party party(String partyId) {
        return directory().findParty(partyId).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "party", ""));
    }

    private Directory directory() {
        return inForce.get().directory();
    }
}
