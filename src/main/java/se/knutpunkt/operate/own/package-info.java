/**
 * A municipality's own view: its queues, errors, deadlines and connection, and what its contacts may do about them.
 *
 * <p>Enters: the id of a party that the person belongs to, or any for support. Leaves: metadata, never content, and nothing of other parties.
 */
package se.knutpunkt.operate.own;
