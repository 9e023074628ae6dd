/**
 * What is in force: reads the candidate files, refuses them with every defect, or stores a hashed snapshot in the ledger and puts it
 * in force on this node.
 *
 * <p>Enters: the folders {@code adapters/}, {@code mappings/} and {@code routes/}. Leaves: one {@link
 * se.knutpunkt.activation.InForce}. A bad candidate never replaces a good configuration.
 */
package se.knutpunkt.activation;
