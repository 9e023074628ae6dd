/**
 * The other side of the hub, for demo, integration tests and benchmark: parties that receive over HTTP, MLLP and the inbox,
 * senders, and the care episodes they play.
 *
 * <p>Enters: what the hub delivers, and the episodes of {@code test-data/traffic}. Leaves: messages to the hub, and counts of
 * what came, came twice or came in the wrong order. It knows the hub by its public surface only; nothing but the demo
 * starts it, and nothing else may import it.
 */
package se.knutpunkt.simulate;
