/**
 * Who decides: bodies with their right to decide and their calendars, decisions, and what each document, layer and change rests on.
 *
 * <p>Enters: files under {@code adapters/governance/} and the layers of the systems. Leaves: an immutable {@link
 * se.knutpunkt.directory.governance.GovernanceRegister}. It refuses what names something that is not there; whether a flow rests on
 * enough is judged by {@code report.governance}.
 */
package se.knutpunkt.directory.governance;
