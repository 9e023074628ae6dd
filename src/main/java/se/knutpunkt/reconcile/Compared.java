package se.knutpunkt.reconcile;

import java.util.List;
import se.knutpunkt.ledger.Reconciliation.Finding;

/**
 * What a comparison came to.
 *
 * @param matched messages both have
 * @param unverified of these, messages whose content could not be compared
 * @param findings the differences, in order
 */
record Compared(int matched, int unverified, List<Finding> findings) {}
