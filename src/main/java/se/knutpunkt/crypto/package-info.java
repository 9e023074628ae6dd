/**
 * Keys, payload encryption and keyed hashes.
 *
 * <p>Enters: plain payloads and identifiers. Leaves: ciphertext and hashes. Keys live outside the database; nothing here
 * is ever logged.
 */
package se.knutpunkt.crypto;
