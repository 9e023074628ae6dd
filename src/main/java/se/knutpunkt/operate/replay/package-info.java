/**
 * Many deliveries at once: tried again, sent again, or sent to another receiver.
 *
 * <p>Enters: a selection, a person and a reason. Leaves: a job in the ledger, and its turns, which one node at a time takes. It never
 * lets a delivery overtake another of its lane, and holds nothing in memory that a crash could take.
 */
package se.knutpunkt.operate.replay;
