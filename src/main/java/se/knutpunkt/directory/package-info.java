/**
 * Who takes part: parties, units and systems, from the files under {@code adapters/}.
 *
 * <p>Enters: validated trees of a configuration candidate. Leaves: an immutable {@link se.knutpunkt.directory.Directory}.
 * It never decides who receives a message; that is {@code address}.
 */
package se.knutpunkt.directory;
