/**
 * The console: pages for persons and the same as an API under {@code /api/v1/ops}.
 *
 * <p>Enters: a person's request. Leaves: a page, or JSON. Every handler method names the right it needs, and calls one service; no rule
 * and no SQL lives here, and no page shows content of a message unless the service has logged the look.
 */
package se.knutpunkt.console;
