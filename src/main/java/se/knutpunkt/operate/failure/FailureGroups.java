package se.knutpunkt.operate.failure;

import java.net.URI;
import java.util.List;
import java.util.UUID;
import se.knutpunkt.ledger.DeliveryLedger;
import se.knutpunkt.ledger.FailureGroup;
import se.knutpunkt.ledger.FailureLedger;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;

/** What persons do about a group of failures: own it, say what is known, mend all of it, call it solved. */
public final class FailureGroups {

    private static final int LONGEST = 300;

    private final FailureLedger ledger;
    private final DeliveryLedger deliveries;
    private final OperatorLog log;

    public FailureGroups(FailureLedger ledger, DeliveryLedger deliveries, OperatorLog log) {
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.log = log;
    }

    /**
     * What came of mending a group.
     *
     * @param triedAgain deliveries that wait again
     * @param left deliveries that were no longer held when their turn came
     */
    public record Mended(int triedAgain, int left) {}

    /** Open or solved ones, the last seen first. */
    public List<FailureGroup> list(boolean solved, int limit, int offset) {
        return ledger.list(solved, limit, offset);
    }

    /** @throws HubException NOT_FOUND */
    public FailureGroup get(String id) {
        return ledger.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "failure-group", ""));
    }

    public List<FailureLedger.Item> listItems(String id, int limit, int offset) {
        return ledger.listItems(get(id).id(), limit, offset);
    }

    /** Who sees to it, what is known of it, and where it is described. */
    public FailureGroup describe(
            String id, String owner, String note, String knownError, String byWhom, String reason) {
        String why = Reason.require(reason);
        get(id);
        String kept = note == null || note.isBlank() ? "" : Reason.require(note);
        String of = owner == null ? "" : owner.strip();
        if (of.length() > LONGEST) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "owner", "");
        }
        ledger.describe(id, of, kept, link(knownError));
        log.record(byWhom, "failure-group-described", subject(id), why);
        return get(id);
    }

    /** It is solved: the next failure of it is a return. */
    public FailureGroup solve(String id, String byWhom, String reason) {
        String why = Reason.require(reason);
        get(id);
        if (!ledger.solve(id)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "failure-group", "solved already");
        }
        log.record(byWhom, "failure-group-solved", subject(id), why);
        return get(id);
    }

    /** It is not solved after all. */
    public FailureGroup reopen(String id, String byWhom, String reason) {
        String why = Reason.require(reason);
        get(id);
        if (!ledger.reopen(id)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "failure-group", "open already");
        }
        log.record(byWhom, "failure-group-reopened", subject(id), why);
        return get(id);
    }

    /**
     * Tries everything again that the group holds now, in the order it was accepted. Each delivery is one transaction; broken off, it goes
     * on where it was when asked for again, and what is no longer held is left alone.
     */
    public Mended mend(String id, String byWhom, String reason) {
        String why = Reason.require(reason);
        List<UUID> held = ledger.listHeld(get(id).id());
        if (held.isEmpty()) {
            throw new HubException(ErrorCode.STATE_CHANGED, "failure-group", "holds nothing now");
        }
        log.record(byWhom, "failure-group-mended", subject(id), why);
        int tried = 0;
        for (UUID delivery : held) {
            tried += deliveries.tryAgain(delivery, byWhom, why) ? 1 : 0;
        }
        return new Mended(tried, held.size() - tried);
    }

    private static String link(String text) {
        String link = text == null ? "" : text.strip();
        try {
            if (!link.isEmpty()
                    && (link.length() > LONGEST
                            || !"https".equals(URI.create(link).getScheme()))) {
                throw new HubException(ErrorCode.INVALID_PARAMETER, "knownError", "an address beginning with https");
            }
        } catch (IllegalArgumentException none) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "knownError", "an address beginning with https", none);
        }
        return link;
    }

    private static String subject(String id) {
        return "failure-group " + id;
    }
}
