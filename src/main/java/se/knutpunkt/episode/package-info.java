/**
 * The episode: what an event may do to it and what it does. {@code decide(head, event)} is a pure function over the state table of
 * domain 2.3 and the refusals of 2.6.
 *
 * <p>Enters: the locked head and an event. Leaves: the next head, or refusals. No clock of its own, no input or output.
 */
package se.knutpunkt.episode;
