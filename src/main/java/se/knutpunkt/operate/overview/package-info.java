/**
 * Where everything stands at a glance: who gets what is theirs, who does not, and what is about to go wrong.
 *
 * <p>Enters: nothing but the question. Leaves: one picture, read from the ledger at most every few seconds however many look at it. It
 * changes nothing and holds no content of a message.
 */
package se.knutpunkt.operate.overview;
