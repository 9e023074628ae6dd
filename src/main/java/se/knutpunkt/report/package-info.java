/**
 * The quarterly report to the steering group: what the registers and the ledger say of a quarter, made the same way every time.
 *
 * <p>The way through it: {@code report.economy} follows up what services cost and splits it; {@code report.governance} says what flows
 * rest on; {@code report.figures} makes the figures of status and deviations and freezes all; {@code report.finding} says by named rules
 * what stands out; {@code report.paper} lays it out. Each of the first two is a pure function of the directory, a quarter and a day, and
 * leaves {@link se.knutpunkt.report.Remark}s: what the draft must say is missing or wrong. A remark that {@linkplain
 * se.knutpunkt.report.RemarkCode#stops() stops} lets no draft become final.
 *
 * <p>Enters: the configuration of the quarter, counts from the ledger. Leaves: tables, figures and remarks. It never guesses what is
 * missing, and holds no personal data.
 */
package se.knutpunkt.report;
