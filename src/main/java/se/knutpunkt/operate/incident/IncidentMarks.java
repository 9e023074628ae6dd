package se.knutpunkt.operate.incident;

import java.util.List;
import java.util.UUID;
import se.knutpunkt.ledger.IncidentLedger;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.ledger.IncidentSteps;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;

/**
 * What the quarterly report must know of an incident beside its times: when the parties worked by the reserve routine, that it is one of
 * security, and which reports were made. Each is a line of the timeline, which nobody can change, and of the log of actions.
 */
public final class IncidentMarks {

    private final IncidentLedger ledger;
    private final OperatorLog log;

    public IncidentMarks(IncidentLedger ledger, OperatorLog log) {
        this.ledger = ledger;
        this.log = log;
    }

    /** The parties work by the reserve routine from now on, or no more. */
    public void reserveRoutine(UUID id, boolean began, String byWhom, String reason) {
        String why = Reason.require(reason);
        if (isReserve(entries(id)) == began) {
            throw new HubException(ErrorCode.STATE_CHANGED, "reserve-routine", began ? "in use already" : "not in use");
        }
        record(id, began ? IncidentSteps.RESERVE_BEGAN : IncidentSteps.RESERVE_ENDED, why, byWhom, why);
    }

    /** It is known, as of now, to be one of security: the law's times run from here. */
    public void security(UUID id, String kind, String byWhom, String reason) {
        once(id, IncidentSteps.SECURITY, kind, IncidentSteps.SECURITY_KINDS, byWhom, reason);
    }

    /** A report that a law asks for was made now. */
    public void reported(UUID id, String report, String byWhom, String reason) {
        once(id, IncidentSteps.REPORTED, report, IncidentSteps.REPORTS, byWhom, reason);
    }

    private void once(UUID id, String step, String text, List<String> allowed, String byWhom, String reason) {
        String why = Reason.require(reason);
        if (!allowed.contains(text)) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, step, String.join(", ", allowed));
        }
        if (entries(id).stream()
                .anyMatch(entry -> entry.step().equals(step) && entry.text().equals(text))) {
            throw new HubException(ErrorCode.STATE_CHANGED, step, text + " is recorded already");
        }
        record(id, step, text, byWhom, why);
    }

    private void record(UUID id, String step, String text, String byWhom, String why) {
        ledger.addNote(id, step, byWhom, text);
        log.record(
                byWhom,
                "incident-" + step,
                "incident " + ledger.find(id).orElseThrow().number(),
                why);
    }

    private List<IncidentRow.Entry> entries(UUID id) {
        if (ledger.find(id).isEmpty()) {
            throw new HubException(ErrorCode.NOT_FOUND, "incident", "");
        }
        return ledger.listEntries(id);
    }

    private static boolean isReserve(List<IncidentRow.Entry> entries) {
        return entries.stream()
                .map(IncidentRow.Entry::step)
                .filter(step -> step.equals(IncidentSteps.RESERVE_BEGAN) || step.equals(IncidentSteps.RESERVE_ENDED))
                .reduce((first, last) -> last)
                .filter(IncidentSteps.RESERVE_BEGAN::equals)
                .isPresent();
    }
}
