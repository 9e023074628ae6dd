package se.knutpunkt.operate.incident;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.AlertLedger;
import se.knutpunkt.ledger.AlertRow;
import se.knutpunkt.ledger.Impact;
import se.knutpunkt.ledger.IncidentLedger;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.ledger.OutageLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;
import se.knutpunkt.operate.alert.Channels;

/** Incidents as persons handle them. Each change is a line of the incident's timeline and of the log of actions. */
public final class Incidents {

    /** Words the quarterly report counts causes by. */
    public static final List<String> CAUSES = List.of(
            "receiver",
            "sender",
            "network",
            "certificate",
            "hub-software",
            "hub-configuration",
            "infrastructure",
            "other");

    /** A delivery that takes longer was late. */
    public static final Duration LATE = Duration.ofMinutes(10);

    private static final Set<String> SEVERITIES = Set.of("MINOR", "MAJOR", "CRITICAL");

    private final IncidentLedger ledger;
    private final AlertLedger alerts;
    private final OutageLedger outages;
    private final NoticeLedger notices;
    private final PartyNotice texts;
    private final ConfigurationInForce configuration;
    private final Channels channels;
    private final OperatorLog log;
    private final Ids ids;
    private final Clock clock;

    public Incidents(
            IncidentLedger ledger,
            AlertLedger alerts,
            OutageLedger outages,
            NoticeLedger notices,
            ConfigurationInForce configuration,
            Channels channels,
            OperatorLog log,
            Ids ids,
            Clock clock) {
        this.ledger = ledger;
        this.alerts = alerts;
        this.outages = outages;
        this.notices = notices;
        this.texts = new PartyNotice();
        this.configuration = configuration;
        this.channels = channels;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
    }

    /** An incident with everything that belongs to it. */
    public record Whole(
            IncidentRow incident,
            Duration duration,
            List<IncidentRow.PartyRow> parties,
            List<AlertRow> alerts,
            List<IncidentRow.ActionRow> actions,
            List<NoticeRow> notices,
            List<IncidentRow.Entry> timeline) {

        /** Deliveries that came late or still wait, of all parties. */
        public long affected() {
            return parties.stream()
                    .mapToLong(party -> party.delayed() + party.undelivered())
                    .sum();
        }
    }

    /** What was told: how many parties, and those that have no mailbox. */
    public record Told(int parties, List<String> withoutMailbox) {}

    public List<IncidentRow> list(boolean open, boolean closed, int limit, int offset) {
        return ledger.list(open, closed, limit, offset);
    }

    /** @throws HubException NOT_FOUND */
    public Whole get(UUID id) {
        IncidentRow incident = row(id);
        return new Whole(
                incident,
                incident.duration(clock.instant()),
                ledger.listParties(id),
                alerts.listOfIncident(id),
                ledger.listActions(id),
                notices.listOfIncident(id),
                ledger.listEntries(id));
    }

    /**
     * Opens an incident, of alerts or by hand, and counts whom it has concerned so far.
     *
     * @param beganAt null for when the first of its alerts was opened, or now
     */
    public Whole open(
            String title, String severity, Instant beganAt, Collection<UUID> alertIds, String byWhom, String reason) {
        String why = Reason.require(reason);
        String name = Reason.require(title);
        requireSeverity(severity);
        List<AlertRow> of = alerts.list(alertIds);
        if (of.size() < alertIds.size()) {
            throw new HubException(ErrorCode.NOT_FOUND, "alert", "");
        }
        Instant now = clock.instant();
        Instant began = beganAt != null
                ? beganAt
                : of.stream().map(AlertRow::openedAt).min(Instant::compareTo).orElse(now);
        if (began.isAfter(now)) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "beganAt", "not later than now");
        }
        IncidentRow opened = ledger.open(ids.next(), name, severity, began, alertIds, byWhom);
        log.record(byWhom, "incident-opened", subject(opened), why);
        return count(opened.id(), byWhom);
    }

    /** Counts anew from the ledger whom it concerned. */
    public Whole count(UUID id, String byWhom) {
        IncidentRow incident = requireOpen(id);
        Instant now = clock.instant();
        Map<String, IncidentRow.PartyRow> parties = new TreeMap<>();
        for (Impact impact : outages.listImpact(
                incident.beganAt(), incident.endedAt() == null ? now : incident.endedAt(), LATE, now)) {
            parties.merge(
                    impact.partyId(),
                    new IncidentRow.PartyRow(
                            impact.partyId(), impact.delayed(), impact.undelivered(), impact.longest(), true),
                    Incidents::sum);
        }
        ledger.recordCounted(id, new ArrayList<>(parties.values()), byWhom);
        return get(id);
    }

    /** What and when it was, and why. Text without personal data. */
    public Whole describe(
            UUID id,
            String title,
            String severity,
            Instant beganAt,
            Instant endedAt,
            String causeKind,
            String cause,
            String byWhom,
            String reason) {
        String why = Reason.require(reason);
        String name = Reason.require(title);
        requireSeverity(severity);
        if (beganAt == null || endedAt != null && endedAt.isBefore(beganAt)) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "endedAt", "not before it began");
        }
        if (!causeKind.isEmpty() && !CAUSES.contains(causeKind)) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "causeKind", String.join(", ", CAUSES));
        }
        String told = cause == null || cause.isBlank() ? "" : Reason.require(cause);
        if (!ledger.describe(requireOpen(id).id(), name, severity, beganAt, endedAt, causeKind, told, byWhom)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "incident", "closed");
        }
        log.record(byWhom, "incident-described", subject(row(id)), why);
        return get(id);
    }

    /** A line in the timeline. */
    public Whole note(UUID id, String byWhom, String text) {
        ledger.addNote(requireOpen(id).id(), "note", byWhom, Reason.require(text));
        log.recordWithoutReason(byWhom, "incident-noted", subject(row(id)));
        return get(id);
    }

    /** A party that the ledger does not tell of, such as one that could not send. */
    public Whole addParty(UUID id, String partyId, String byWhom) {
        requireOpen(id);
        if (configuration.get().directory().findParty(partyId).isEmpty()) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "partyId", "unknown party");
        }
        if (!ledger.addParty(id, partyId, byWhom)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "partyId", "is there already");
        }
        log.recordWithoutReason(byWhom, "incident-party-added", subject(row(id)));
        return get(id);
    }

    public Whole addAction(UUID id, String what, String owner, LocalDate due, String byWhom) {
        requireOpen(id);
        ledger.addAction(id, Reason.require(what), owner == null ? "" : owner.strip(), due, byWhom);
        log.recordWithoutReason(byWhom, "incident-action-added", subject(row(id)));
        return get(id);
    }

    public Whole finishAction(UUID id, UUID action, String byWhom) {
        requireOpen(id);
        if (!ledger.finishAction(id, action, byWhom)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "action", "done already, or unknown");
        }
        log.recordWithoutReason(byWhom, "incident-action-done", subject(row(id)));
        return get(id);
    }

    /** Tells the contacts of all parties concerned, each of its own figures; in Swedish and English. */
    public Told tellParties(UUID id, String byWhom, String reason) {
        String why = Reason.require(reason);
        IncidentRow incident = requireOpen(id);
        if (!channels.hasMail()) {
            throw new HubException(ErrorCode.STATE_CHANGED, "hub.mail.host", "no mail server is set");
        }
        List<String> without = new ArrayList<>();
        int told = 0;
        for (IncidentRow.PartyRow party : ledger.listParties(id)) {
            List<String> mailboxes = configuration
                    .get()
                    .directory()
                    .findParty(party.partyId())
                    .map(found -> found.contacts().stream()
                            .map(contact -> contact.email())
                            .filter(mailbox -> !mailbox.isEmpty())
                            .distinct()
                            .toList())
                    .orElse(List.of());
            if (mailboxes.isEmpty()) {
                without.add(party.partyId());
            } else {
                notices.create(texts.write(ids.next(), incident, party, mailboxes, clock.instant()));
                told++;
            }
        }
        ledger.addNote(id, "parties-told", byWhom, Integer.toString(told));
        log.record(byWhom, "incident-parties-told", subject(incident), why);
        return new Told(told, without);
    }

    /** Nothing is left to do: its end and the kind of its cause are known. */
    public Whole close(UUID id, String byWhom, String reason) {
        String why = Reason.require(reason);
        requireOpen(id);
        if (!ledger.close(id, byWhom, why)) {
            throw new HubException(
                    ErrorCode.STATE_CHANGED, "incident", "say when it ended and what the cause was first");
        }
        log.record(byWhom, "incident-closed", subject(row(id)), why);
        return get(id);
    }

    public Whole reopen(UUID id, String byWhom, String reason) {
        String why = Reason.require(reason);
        row(id);
        if (!ledger.reopen(id, byWhom, why)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "incident", "open already");
        }
        log.record(byWhom, "incident-reopened", subject(row(id)), why);
        return get(id);
    }

    private IncidentRow row(UUID id) {
        return ledger.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "incident", ""));
    }

    private IncidentRow requireOpen(UUID id) {
        IncidentRow incident = row(id);
        if (!incident.isOpen()) {
            throw new HubException(ErrorCode.STATE_CHANGED, "incident", "closed");
        }
        return incident;
    }

    private static void requireSeverity(String severity) {
        if (!SEVERITIES.contains(severity)) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "severity", "MINOR, MAJOR, CRITICAL");
        }
    }

    private static IncidentRow.PartyRow sum(IncidentRow.PartyRow one, IncidentRow.PartyRow other) {
        return new IncidentRow.PartyRow(
                one.partyId(),
                one.delayed() + other.delayed(),
                one.undelivered() + other.undelivered(),
                one.longest().compareTo(other.longest()) > 0 ? one.longest() : other.longest(),
                true);
    }

    private static String subject(IncidentRow incident) {
        return "incident " + incident.number();
    }
}
