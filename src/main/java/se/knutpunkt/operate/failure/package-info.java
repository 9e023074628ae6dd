/**
 * Why things fail: failures gathered from the ledger into groups with one cause, and what people do about a group.
 *
 * <p>Enters: what is held, refused, broken off or stuck, as the ledger has it. Leaves: groups, and deliveries that are tried again. It
 * never writes on a message's way, and names a cause by codes and places, never by content.
 */
package se.knutpunkt.operate.failure;
