/**
 * Pages and API for mending: edits, replays and what was misaddressed.
 *
 * <p>Enters: forms and JSON of persons who may. Leaves: pages and answers. Every rule is in {@code operate}; content of a message is shown
 * only after a reason was asked for.
 */
package se.knutpunkt.console.mend;
