package se.knutpunkt.report.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.IncidentLedger;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.ledger.IncidentSteps;

/** The incidents of a period as they stood at its end, from what operations recorded and nothing else. */
public final class Deviations {

    private final IncidentLedger ledger;

    public Deviations(IncidentLedger ledger) {
        this.ledger = ledger;
    }

    /** An incident with what figures are counted from. */
    record Seen(Deviation deviation, List<IncidentRow.PartyRow> parties, List<Marked> security, boolean began) {}

    /** When an incident was marked as one of security. */
    record Marked(String kind, Instant at) {}

    public List<Deviation> list(Period period, Directory directory) {
        return listSeen(period, directory).stream().map(Seen::deviation).toList();
    }

    List<Seen> listSeen(Period period, Directory directory) {
        ReportParameters parameters = ReportParameters.of(directory);
        return ledger.listBetween(period.start(), period.end()).stream()
                .filter(incident ->
                        incident.endedAt() == null || incident.endedAt().isAfter(period.start()))
                .map(incident -> seen(incident, period, parameters))
                .toList();
    }

    private Seen seen(IncidentRow incident, Period period, ReportParameters parameters) {
        Instant end = period.end();
        List<IncidentRow.Entry> entries = ledger.listEntries(incident.id()).stream()
                .filter(entry -> entry.at().isBefore(end))
                .toList();
        List<IncidentRow.PartyRow> parties = ledger.listParties(incident.id());
        List<Marked> security = entries.stream()
                .filter(entry -> entry.step().equals(IncidentSteps.SECURITY))
                .map(entry -> new Marked(entry.text(), entry.at()))
                .toList();
        Minutes minutes = new Minutes(period.start(), end);
        minutes.mark(incident.beganAt(), incident.endedAt());
        Deviation deviation = new Deviation(
                incident.number(),
                incident.title(),
                incident.severity(),
                incident.beganAt(),
                before(incident.endedAt(), end),
                minutes.count(),
                incident.causeKind(),
                incident.cause(),
                parties.stream().map(IncidentRow.PartyRow::partyId).sorted().toList(),
                actions(incident, period),
                reserve(entries),
                clocks(security, entries, end, parameters));
        return new Seen(deviation, parties, security, !incident.beganAt().isBefore(period.start()));
    }

    private List<Deviation.Action> actions(IncidentRow incident, Period period) {
        return ledger.listActions(incident.id()).stream()
                .filter(action -> action.createdAt().isBefore(period.end()))
                .map(action -> new Deviation.Action(
                        action.what(), action.due(), state(action, period.end(), period.lastDay())))
                .toList();
    }

    private static String state(IncidentRow.ActionRow action, Instant end, LocalDate lastDay) {
        if (before(action.doneAt(), end) != null) {
            return "DONE";
        }
        return action.due() != null && !action.due().isAfter(lastDay) ? "OVERDUE" : "OPEN";
    }

    private static List<Deviation.Reserve> reserve(List<IncidentRow.Entry> entries) {
        List<Deviation.Reserve> times = new ArrayList<>();
        Instant began = null;
        for (IncidentRow.Entry entry : entries) {
            if (entry.step().equals(IncidentSteps.RESERVE_BEGAN) && began == null) {
                began = entry.at();
            } else if (entry.step().equals(IncidentSteps.RESERVE_ENDED) && began != null) {
                times.add(new Deviation.Reserve(began, entry.at()));
                began = null;
            }
        }
        if (began != null) {
            times.add(new Deviation.Reserve(began, null));
        }
        return times;
    }

    private static List<Deviation.Clock> clocks(
            List<Marked> security, List<IncidentRow.Entry> entries, Instant end, ReportParameters parameters) {
        List<Deviation.Clock> clocks = new ArrayList<>();
        for (Marked marked : security) {
            Instant known = marked.at();
            switch (marked.kind()) {
                case "nis2" -> {
                    clocks.add(clock(
                            "nis2-early-warning",
                            known,
                            known.plus(Duration.ofHours(parameters.number("nis2EarlyWarningHours"))),
                            entries,
                            end));
                    clocks.add(clock(
                            "nis2-notification",
                            known,
                            known.plus(Duration.ofHours(parameters.number("nis2NotificationHours"))),
                            entries,
                            end));
                    clocks.add(clock(
                            "nis2-final-report",
                            known,
                            known.atZone(Period.ZONE)
                                    .plusMonths(parameters.number("nis2FinalReportMonths"))
                                    .toInstant(),
                            entries,
                            end));
                }
                case "gdpr" ->
                    clocks.add(clock(
                            "gdpr-notification",
                            known,
                            known.plus(Duration.ofHours(parameters.number("gdprNotificationHours"))),
                            entries,
                            end));
                // No source that the hub rests on gives a time for it.
                default -> clocks.add(clock(marked.kind() + "-report", known, null, entries, end));
            }
        }
        return clocks;
    }

    private static Deviation.Clock clock(
            String report, Instant known, Instant due, List<IncidentRow.Entry> entries, Instant end) {
        Instant reported = entries.stream()
                .filter(entry -> entry.step().equals(IncidentSteps.REPORTED)
                        && entry.text().equals(report))
                .map(IncidentRow.Entry::at)
                .findFirst()
                .orElse(null);
        String state;
        if (due == null) {
            state = "NO_TIME_LIMIT";
        } else if (reported != null) {
            state = reported.isAfter(due) ? "LATE" : "IN_TIME";
        } else {
            state = due.isBefore(end) ? "LATE" : "WAITING";
        }
        return new Deviation.Clock(report, known, due, reported, state);
    }

    /** Null for what had not happened by the end. */
    private static Instant before(Instant at, Instant end) {
        return at != null && at.isBefore(end) ? at : null;
    }
}
