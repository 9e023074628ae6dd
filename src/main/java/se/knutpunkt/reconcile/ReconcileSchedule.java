package se.knutpunkt.reconcile;

import java.time.Duration;
import se.knutpunkt.ledger.OneNode;
import se.knutpunkt.ledger.RegularWork;

/**
 * How often reconciliation does what it does by itself: days are frozen and files read on one node, the gauge is kept on each.
 *
 * @param freeze how often is looked for days to freeze
 * @param files how often is looked for lists
 * @param figures how often the gauge is read anew
 */
record ReconcileSchedule(Duration freeze, Duration files, Duration figures) {

    static final ReconcileSchedule STANDARD =
            new ReconcileSchedule(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofMinutes(1));

    RegularWork of(Freezer freezer, ReconciliationFolder folder, GapGauge gauge, OneNode oneNode) {
        return new RegularWork(
                "reconcile",
                RegularWork.Task.later(() -> oneNode.attempt("freeze", freeze, freezer::freezeDue), freeze),
                RegularWork.Task.later(() -> oneNode.attempt("reconciliation-files", files, folder::readAll), files),
                RegularWork.Task.later(gauge::refresh, figures));
    }
}
