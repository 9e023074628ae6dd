/**
 * The kernel: the words every other package speaks. Identifiers, states, errors, receipts and the episode head.
 *
 * <p>Nothing enters or leaves here; the package holds values and tables only. It must never do input or output, read the
 * wall clock, or know a format, a party or an event by name.
 */
package se.knutpunkt.message;
