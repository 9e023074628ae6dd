package se.knutpunkt.operate.failure;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.ledger.DeliverySelection;
import se.knutpunkt.ledger.FailureGroup;
import se.knutpunkt.ledger.FailureLedger;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayTarget;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.operate.OperatorLog;
import se.knutpunkt.operate.Reason;
import se.knutpunkt.operate.replay.ReplayPreview;
import se.knutpunkt.operate.replay.ReplayRequest;
import se.knutpunkt.operate.replay.Replays;

/** What persons do about a group of failures: own it, say what is known, mend all of it, call it solved. */
public final class FailureGroups {

    private static final int LONGEST = 300;

    private final FailureLedger ledger;
    private final Replays replays;
    private final OperatorLog log;

    public FailureGroups(FailureLedger ledger, Replays replays, OperatorLog log) {
        this.ledger = ledger;
        this.replays = replays;
        this.log = log;
    }

    /**
     * How a group is to be mended.
     *
     * @param id made with the question, so that asking twice begins one; null for a new one
     * @param shown how many deliveries the person was shown; null for what the group holds now
     * @param typed the number as the person typed it; null when not
     * @param canary how many go first, before it waits for a person; 0 for none
     * @param rate deliveries per second; 0 for as fast as the receivers take them
     * @param failuresAllowed how many may be held again before it pauses by itself
     */
    public record Mending(UUID id, Integer shown, Integer typed, int canary, int rate, int failuresAllowed) {}

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

    /** What mending the group would try again now. Changes nothing. */
    public ReplayPreview preview(String id) {
        return replays.preview(ReplayKind.RETRY, DeliverySelection.ofFailureGroup(get(id).id()));
    }

    /** The replay that mends the group now, or did so last. */
    public Optional<ReplayJob> findMending(String id) {
        return replays.findLastOfGroup(get(id).id());
    }

    /**
     * Tries everything again that the group holds now, as one replay. Pressed twice, or by two persons, it is the same replay. The group
     * is solved when all of it is delivered.
     *
     * @throws HubException STATE_CHANGED when the group holds nothing now, or not as many as were shown
     */
    public ReplayJob mend(String id, Mending mending, String byWhom, String reason) {
        String why = Reason.require(reason);
        Optional<ReplayJob> open = findMending(id).filter(job -> !job.state().hasEnded());
        if (open.isPresent()) {
            return open.get();
        }
        int now = preview(id).deliveries();
        if (now == 0) {
            throw new HubException(ErrorCode.STATE_CHANGED, "failure-group", "holds nothing now");
        }
        return replays.begin(
                new ReplayRequest(
                        mending.id(),
                        ReplayKind.RETRY,
                        DeliverySelection.ofFailureGroup(id),
                        mending.shown() == null ? now : mending.shown(),
                        mending.typed(),
                        mending.canary(),
                        mending.rate(),
                        mending.failuresAllowed(),
                        ReplayTarget.NOWHERE),
                byWhom,
                why);
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
