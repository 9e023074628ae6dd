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
import se.knutpunkt.ledger.DeliverySelection;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.OwnDeliveries;
import se.knutpunkt.ledger.ReceiverStates;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayTarget;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.CertificatesInUse;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;
import se.knutpunkt.operate.overview.OverviewReader;
import se.knutpunkt.operate.replay.ReplayRequest;
import se.knutpunkt.operate.replay.Replays;

/** What a party's contacts see of it and do for it. Who may is settled before. */
public final class OwnParty {

    /** How long a confirmation holds: a quarter. */
    public static final Duration CONFIRMED_FOR = Duration.ofDays(92);

    private static final Duration LOOK_BACK = Duration.ofDays(31);
    private static final int SHOWN = 50;
    private static final int REPLAYS_LOOKED_AT = 200;
    private static final int REPLAYS_SHOWN = 5;
    /** So that what comes anew is not kept waiting. */
    private static final int REPLAY_RATE = 20;

    private static final int REPLAY_FAILURES = 5;

    private final ConfigurationInForce inForce;
    private final ReceiverStates states;
    private final OwnDeliveries deliveries;
    private final DeliveryLedger inboxes;
    private final ContactLedger contacts;
    private final NoticeLedger notices;
    private final CertificatesInUse certificates;
    private final OverviewReader overview;
    private final Replays replays;
    private final OperatorLog log;
    private final Clock clock;

    public OwnParty(
            ConfigurationInForce inForce,
            ReceiverStates states,
            OwnDeliveries deliveries,
            DeliveryLedger inboxes,
            ContactLedger contacts,
            NoticeLedger notices,
            CertificatesInUse certificates,
            OverviewReader overview,
            Replays replays,
            OperatorLog log,
            Clock clock) {
        this.inForce = inForce;
        this.states = states;
        this.deliveries = deliveries;
        this.inboxes = inboxes;
        this.contacts = contacts;
        this.notices = notices;
        this.certificates = certificates;
        this.overview = overview;
        this.replays = replays;
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
                overview.listDeadlines(partyId),
                listRedeliveries(partyId),
                confirmation(party, contacts.listLast(), notices.listLastOf(ContactReminder.CHANNEL)));
    }

    /**
     * How the contacts are confirmed, those overdue first.
     *
     * @param parties only these; empty for all that have a system
     */
    public List<OwnView.Confirmation> listConfirmations(Set<String> parties) {
        Map<String, Instant> last = contacts.listLast();
        Map<String, Instant> asked = notices.listLastOf(ContactReminder.CHANNEL);
        return directory().listParties().stream()
                .filter(party -> parties.isEmpty() ? !party.systemId().isEmpty() : parties.contains(party.id()))
                .map(party -> confirmation(party, last, asked))
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

    /** What the party asked to get once more and is pushed, the newest first. */
    public List<OwnView.Progress> listRedeliveries(String partyId) {
        return replays.list(0, REPLAYS_LOOKED_AT).stream()
                .filter(job -> job.kind() == ReplayKind.RESEND
                        && List.of(job.selection().split(", ")).contains("party " + partyId))
                .limit(REPLAYS_SHOWN)
                .map(job -> new OwnView.Progress(
                        job.id(),
                        job.state().name(),
                        job.paused(),
                        job.items(),
                        job.delivered(),
                        job.createdAt(),
                        job.byWhom()))
                .toList();
    }

    /**
     * Lets the party have once more what it got from {@code from} on, in order and marked as possible duplicates: an inbox of its own is
     * readable again at once, all else is sent again by a replay.
     */
    public Redelivery redeliver(String partyId, Instant from, String byWhom, String reason) {
        String why = Reason.require(reason);
        Party party = party(partyId);
        HubSystem system = directory()
                .findSystem(party.systemId())
                .filter(found -> found.outbound() != null && found.outbound().channel() != Outbound.Channel.NONE)
                .orElseThrow(() -> new HubException(ErrorCode.STATE_CHANGED, "party", "receives nothing"));
        Instant now = clock.instant();
        if (from == null || from.isAfter(now) || from.isBefore(now.minus(LOOK_BACK))) {
            throw new HubException(
                    ErrorCode.INVALID_PARAMETER, "from", "within the last " + LOOK_BACK.toDays() + " days");
        }
        boolean ownInbox = system.outbound().channel() == Outbound.Channel.PULL
                && system.actsFor().equals(Set.of(partyId));
        log.record(byWhom, "redelivery-asked", "party " + partyId, why);
        return ownInbox
                ? new Redelivery(inboxes.redeliver(system.id(), from), null)
                : replay(partyId, from, now, byWhom, why);
    }

    private Redelivery replay(String partyId, Instant from, Instant to, String byWhom, String why) {
        DeliverySelection selection = DeliverySelection.ofParty(partyId, from, to);
        int deliveries = replays.preview(ReplayKind.RESEND, selection).deliveries();
        if (deliveries == 0) {
            return new Redelivery(0, null);
        }
        ReplayJob job = replays.begin(
                new ReplayRequest(
                        null,
                        ReplayKind.RESEND,
                        selection,
                        deliveries,
                        deliveries,
                        0,
                        REPLAY_RATE,
                        REPLAY_FAILURES,
                        ReplayTarget.NOWHERE),
                byWhom,
                why);
        return new Redelivery(deliveries, job.id());
    }

    private OwnView.Confirmation confirmation(Party party, Map<String, Instant> lasts, Map<String, Instant> asked) {
        Instant last = lasts.get(party.id());
        Instant due = last == null ? null : last.plus(CONFIRMED_FOR);
        return new OwnView.Confirmation(
                party.id(),
                party.name(),
                last,
                due,
                due == null || due.isBefore(clock.instant()),
                asked.get(party.id()),
                party.contacts().stream().anyMatch(contact -> !contact.email().isEmpty()));
    }

    private Party party(String partyId) {
        return directory().findParty(partyId).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "party", ""));
    }

    private Directory directory() {
        return inForce.get().directory();
    }
}
