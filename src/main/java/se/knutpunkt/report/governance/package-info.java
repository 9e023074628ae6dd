/**
 * What every flow rests on: which governing document, decided by which body, and whether that body may decide.
 *
 * <p>Enters: a directory, the catalogue and a quarter; what came in force, and what was carried, from the ledger. Leaves: {@link
 * se.knutpunkt.report.governance.GovernanceReport}. A flow that rests on too little is listed and never stopped: that is for people.
 */
package se.knutpunkt.report.governance;
