/**
 * Compares what the hub has of a system's messages, per direction and day, with what the system says it sent and got. In come lists of ids
 * and hashes, out go manifests, and gaps with their names and what to do. It reads the ledger, writes only its own results, and never
 * touches a message, a delivery or a payload.
 */
package se.knutpunkt.reconcile;
