/**
 * What to do when a message went to the wrong receiver.
 *
 * <p>Enters: messages, a person and a reason. Leaves: the message taken back where it is unread, with the proof, and for the rest who
 * has what: the controllers, how many persons, which fields. Never a value of a field.
 */
package se.knutpunkt.operate.misaddressed;
