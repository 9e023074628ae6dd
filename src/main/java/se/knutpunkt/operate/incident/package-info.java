/**
 * Incidents: what went wrong, from when to when, whom it concerned, what was done, who was told.
 *
 * <p>Enters: alerts, or a person's word. Leaves: incidents that the quarterly report reads, and notices to the contacts of the parties
 * concerned. It names parties, counts and times, never a person.
 */
package se.knutpunkt.operate.incident;
