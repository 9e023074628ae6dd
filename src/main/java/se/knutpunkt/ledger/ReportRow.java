package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * A report of a period.
 *
 * @param revision 1 for the first; a corrected report is a revision after it
 * @param approvedBy empty for a draft
 * @param approvedAt null for a draft
 * @param figuresHash hash of the figures it was made from; empty for a draft
 */
public record ReportRow(
        String period,
        int revision,
        boolean isFinal,
        String owner,
        String openedBy,
        Instant openedAt,
        String approvedBy,
        Instant approvedAt,
        String figuresHash) {}
