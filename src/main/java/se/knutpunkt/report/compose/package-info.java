/**
 * What stands in the report. In: the figures of a period, what rules found in them, the registers and what the report's owner wrote. Out: a
 * {@link se.knutpunkt.report.paper.Paper} of it. It reads no ledger and no clock, so that the same material always gives the same report.
 */
package se.knutpunkt.report.compose;
