/**
 * The way out: push by Camel routes, one per receiver, pull by an inbox, and what became of a message.
 *
 * <p>Enters: hints, claims of the ledger, and calls of receivers. Leaves: messages in the receivers' own formats, and outcomes
 * in the ledger. It never decides what may be sent, never shares a pool between receivers, and never follows a redirect.
 */
package se.knutpunkt.deliver;
