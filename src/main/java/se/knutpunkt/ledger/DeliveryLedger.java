package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.ErrorCode;

/** Deliveries on their way out: the ledger alone decides what may be sent. */
public final class DeliveryLedger {

    /**
     * Claims a delivery for this node if it is the READY head of its lane, is due, and its receiver is neither paused nor
     * held back by its circuit or by its limit of deliveries under way. One statement; empty when any of that does not hold.
     */
    public Optional<Claim> claim(UUID deliveryId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Records that the receiver has it, together with the receipt of level RECEIVED, and advances the lane.
     *
     * @param sentHash keyed hash of the bytes as sent, lower-case hex
     * @param mapping mapping and version used
     * @return the next head of the lane to hint; empty when the lane is done
     * @throws se.knutpunkt.message.HubException CLAIM_LOST when the claim is no longer valid; nothing is changed then
     */
    public Optional<Hint> recordDelivered(Claim claim, String sentHash, String mapping) {
        throw new UnsupportedOperationException();
    }

    /**
     * Records that the attempt failed for a passing reason; the delivery is READY again and due at {@code nextAttempt}.
     *
     * @param mayHaveArrived true when the receiver may have it, so that the next attempt is marked possible duplicate
     */
    public void recordFailed(Claim claim, ErrorCode error, Instant nextAttempt, boolean mayHaveArrived) {
        throw new UnsupportedOperationException();
    }

    /** Records that the delivery is HELD until a person mends it; its lane stands still behind it. */
    public void recordHeld(Claim claim, ErrorCode error, String place) {
        throw new UnsupportedOperationException();
    }

    /** Gives a claim back untouched, without counting an attempt; for a node that stops. */
    public void release(Claim claim) {
        throw new UnsupportedOperationException();
    }

    /**
     * The sweep: due heads of pushed receivers that nobody has claimed, oldest first, at most {@code limit}, not hinted within
     * the last {@code quietSeconds}. Marks them as enqueued again and returns their hints.
     */
    public List<Hint> sweep(int limit, int quietSeconds) {
        throw new UnsupportedOperationException();
    }

    /** Makes SENDING deliveries of nodes without a living heartbeat READY again, marked possible duplicate; returns their hints. */
    public List<Hint> takeOverFromDeadNodes() {
        throw new UnsupportedOperationException();
    }

    /** Pull: what is at the head of the system's lanes and may be read, oldest first, payload decrypted. Changes nothing but the read count. */
    public List<Claim> listInbox(String systemId, int limit) {
        throw new UnsupportedOperationException();
    }

    /** Pull: one delivery of the system, whether delivered or not. */
    public Optional<Claim> findInboxItem(String systemId, UUID deliveryId) {
        throw new UnsupportedOperationException();
    }

    /** Pull: the system has it. Repeating it is harmless. False when the system has no such delivery. */
    public boolean acknowledge(String systemId, UUID deliveryId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Pull: makes everything the system has acknowledged for messages accepted at or after {@code from} readable again, in order and
     * marked possible duplicate, after the receiver has restored its own database. Returns how many.
     */
    public int redeliver(String systemId, Instant from) {
        throw new UnsupportedOperationException();
    }
}
