/**
 * Configurations: what came in force when and why, what differs, checking, activating and going back; drafts of mappings tried on what
 * has been sent; golden cases made of messages, with no person left in them.
 *
 * <p>Enters: hashes of snapshots and the files of the candidate. Leaves: differences, defects, an activation. Nothing here sends a message.
 */
package se.knutpunkt.operate.configure;
