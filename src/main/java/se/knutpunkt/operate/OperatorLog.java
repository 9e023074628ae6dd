package se.knutpunkt.operate;

import java.util.List;
import java.util.Optional;
import se.knutpunkt.ledger.OperatorAction;
import se.knutpunkt.ledger.OperatorActionLedger;

/**
 * The log of actions: what persons did and looked at, append-only and chained. Every service of operators writes here what it does
 * that no other history keeps, and every look at content.
 */
public final class OperatorLog {

    private final OperatorActionLedger ledger;

    public OperatorLog(OperatorActionLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Keeps an action. The reason must be there and hold no personal identity number, else nothing is kept and the action must not be
     * done.
     *
     * @param action what, a word such as {@code paused}
     * @param subject kind and id, such as {@code system municipality-ale}
     */
    public OperatorAction record(String byWhom, String action, String subject, String reason) {
        return ledger.record(byWhom, action, subject, Reason.require(reason));
    }

    /** Keeps an action for which no reason is asked, such as an export or a login. */
    public OperatorAction recordWithoutReason(String byWhom, String action, String subject) {
        return ledger.record(byWhom, action, subject, "");
    }

    /** Newest first; null for everybody's or everything. */
    public List<OperatorAction> list(String byWhom, String subject, long before, int limit) {
        return ledger.list(byWhom, subject, before, limit);
    }

    /** The first action that was changed or taken away; empty when the chain is whole. */
    public Optional<Long> findBreak() {
        return ledger.findBreak();
    }
}
