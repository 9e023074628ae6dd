package se.knutpunkt.ledger;

import java.util.UUID;

/**
 * What goes on the queue: that the head of a lane may be due. It may be lost, doubled or late.
 *
 * @param deliveryId the delivery at the head of its lane
 * @param enqueueNumber how often it has been enqueued; with the delivery id it makes the broker's duplicate id
 * @param receiverSystem the system whose queue it goes to
 * @param traceparent W3C trace context of the message; empty when there is none
 */
public record Hint(UUID deliveryId, int enqueueNumber, String receiverSystem, String traceparent) {}
