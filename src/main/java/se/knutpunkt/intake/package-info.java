/**
 * The way in: protocol edges, and the steps from bytes to the one intake transaction.
 *
 * <p>Enters: requests and MLLP frames from systems whose identity is known. Leaves: a receipt in the sender's own protocol, after
 * the commit and never before. The steps before the transaction are pure. Nothing here logs or answers with content of a message.
 */
package se.knutpunkt.intake;
