/**
 * The queue: an Artemis broker of our own or an external one, hints on their way to it, and the sweep that repairs what a queue loses.
 *
 * <p>Enters: hints after a commit. Leaves: the same hints as small JMS messages, delivery id and enqueue number only. It never decides
 * what may be sent, never holds content of a message, and never makes intake wait.
 */
package se.knutpunkt.queue;
