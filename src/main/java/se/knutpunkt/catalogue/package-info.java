/**
 * The message catalogue: every event with who may send it, who receives it, what it must hold, who sees what, when it is
 * due, on what legal ground, and what it does to the episode.
 *
 * <p>Enters: validated trees of a configuration candidate. Leaves: an immutable {@link se.knutpunkt.catalogue.Catalogue}.
 * It never acts on a message; it is what the rules read.
 */
package se.knutpunkt.catalogue;
