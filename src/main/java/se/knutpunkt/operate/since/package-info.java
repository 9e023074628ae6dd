/**
 * What happened since a moment: the page for a Monday after an outage.
 *
 * <p>Enters: a period and a threshold. Leaves: what came late, who gave up, what is obsolete, when the queues are empty, who was told. It
 * only reads.
 */
package se.knutpunkt.operate.since;
