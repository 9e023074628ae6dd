/**
 * Receipts of all levels in the forms partners read: the FHIR response message and the plain JSON receipt.
 *
 * <p>Enters: the hub's answer to a message, or one row of the receipts. Leaves: a tree. It never decides what the answer is,
 * never joins two levels into one, and never puts content of the message into an answer.
 */
package se.knutpunkt.receipt;
