package se.knutpunkt.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Retry;

/** Deliveries on their way out: the ledger alone decides what may be sent. */
public final class DeliveryLedger {
    private final Database database;
    private final NodeLedger node;
    private final Ids ids;
    private final Claims claims;
    private final Inbox inbox;
    private final Lanes lanes;
    private final History history;
    private final Hints hints;

    DeliveryLedger(
            Database database,
            NodeLedger node,
            Ids ids,
            Claims claims,
            Inbox inbox,
            Lanes lanes,
            History history,
            Hints hints) {
        this.database = database;
        this.node = node;
        this.ids = ids;
        this.claims = claims;
        this.inbox = inbox;
        this.lanes = lanes;
        this.history = history;
        this.hints = hints;
    }

    /**
     * Claims a delivery for this node if it is the READY head of its lane, is due, and its receiver is neither paused nor
     * held back by its circuit or by its limit of deliveries under way. One statement; empty when any of that does not hold.
     *
     * @throws HubException LEDGER_UNAVAILABLE when it cannot be read now; it is left to the sweep then
     */
    public Optional<Claim> claim(UUID deliveryId) {
        Optional<Claims.Found> found = database.read(() -> claims.claim(deliveryId));
        try {
            return found.map(claims::open);
        } catch (HubException e) {
            if (mayPass(e)) {
                // Should this fail too, the claim is a stray, and those are given back as well.
                release(found.orElseThrow().claim());
                throw e;
            }
            // Nobody can send it: a person must mend it, and only its own lane waits for that.
            recordHeld(found.orElseThrow().claim(), e.code(), "payload");
            return Optional.empty();
        }
    }

    /**
     * Records that the receiver has it, together with the receipt of level RECEIVED, advances the lane, and closes the receiver's
     * circuit if it was open. One call.
     *
     * @param sentHash keyed hash of the bytes as sent, lower-case hex
     * @param mapping mapping and version used
     * @return the next head of the lane to hint; empty when the lane is done
     * @throws HubException CLAIM_LOST when the claim is no longer valid; nothing is changed then
     */
    public Optional<Hint> recordDelivered(Claim claim, String sentHash, String mapping) {
        StateChanges.require(DeliveryState.SENDING, DeliveryState.DELIVERED);
        UUID receiptDelivery = ids.next();
        Delivered delivered = database.read(() -> database.sql("SELECT * FROM record_delivered(?, ?, ?, ?, ?, ?, ?)")
                .params(
                        claim.deliveryId(),
                        node.nodeId(),
                        claim.claimNumber(),
                        HashText.toBytes(sentHash),
                        mapping,
                        ids.next(),
                        receiptDelivery)
                .query((row, n) -> Delivered.read(row, receiptDelivery))
                .single());
        if (!delivered.recorded()) {
            throw new HubException(ErrorCode.CLAIM_LOST, "delivery " + claim.deliveryId(), "");
        }
        hints.send(delivered.receipt().stream().toList());
        return delivered.next();
    }

    /**
     * Records that the attempt failed for a passing reason; the delivery is READY again and due after the pause, by the database's clock.
     *
     * @param mayHaveArrived true when the receiver may have it, so that the next attempt is marked possible duplicate
     */
    public void recordFailed(Claim claim, ErrorCode error, Duration pause, boolean mayHaveArrived) {
        database.inTransaction(() -> {
            change(
                    claim,
                    DeliveryState.READY,
                    "next_attempt = clock_timestamp() + ? * interval '1 millisecond', error_number = ?,"
                            + " possible_duplicate = possible_duplicate OR ?",
                    pause.toMillis(),
                    error.number(),
                    mayHaveArrived);
            database.sql("UPDATE control SET failed_lane = (SELECT order_key FROM delivery WHERE id = ?)"
                            + " WHERE system_id = ?")
                    .params(claim.deliveryId(), claim.receiver().systemId())
                    .update();
            history.record(
                    claim.hubId(), claim.deliveryId(), "failed", "attempt " + claim.attempt() + " " + error.number());
            return null;
        });
    }

    /** Records that the delivery is HELD until a person mends it; its lane stands still behind it. */
    public void recordHeld(Claim claim, ErrorCode error, String place) {
        database.inTransaction(() -> {
            change(claim, DeliveryState.HELD, "error_number = ?, error_place = ?", error.number(), place);
            history.record(
                    claim.hubId(), claim.deliveryId(), "held", "attempt " + claim.attempt() + " " + error.number());
            return null;
        });
    }

    /**
     * A person has mended what held the delivery: it is READY again at the head of its lane and due at once, and what waits behind it
     * follows in order when it is through. It keeps its id and its count of attempts. False when it is not held, and then nothing changes.
     *
     * @param byWhom who asked for it, for the history
     * @param reason what was mended, for the history; no personal data
     */
    public boolean tryAgain(UUID deliveryId, String byWhom, String reason) {
        List<Lanes.Released> released =
                database.inTransaction(() -> lanes.tryAgain(List.of(deliveryId), byWhom, reason));
        hints.send(Lanes.Released.hints(released));
        return !released.isEmpty();
    }

    /** Gives a claim back untouched, without counting an attempt; for a node that stops. */
    public void release(Claim claim) {
        database.inTransaction(() -> change(claim, DeliveryState.READY, "attempts = attempts - 1"));
    }

    /**
     * The sweep: due heads of pushed receivers that nobody has claimed, oldest first, at most {@code limit}, not hinted within
     * the last {@code quietSeconds}. Marks them as enqueued again and returns their hints.
     */
    public List<Hint> sweep(int limit, int quietSeconds) {
        return database.read(() -> lanes.sweep(limit, quietSeconds));
    }

    /** Makes SENDING deliveries of nodes without a living heartbeat READY again, marked possible duplicate; returns their hints. */
    public List<Hint> takeOverFromDeadNodes() {
        return database.inTransaction(lanes::takeOver);
    }

    /** Pull: what is at the head of the system's lanes and may be read, oldest first, payload decrypted. Counts an attempt. */
    public List<Claim> listInbox(String systemId, int limit) {
        List<Claim> readable = new ArrayList<>();
        for (Claims.Found found : database.read(() -> inbox.list(systemId, limit))) {
            readOrHold(systemId, found).ifPresent(readable::add);
        }
        return readable;
    }

    /** Pull: those of the systems that have something to read now; one statement for all, which counts no attempt. */
    public Set<String> findFilledInboxes(Collection<String> systemIds) {
        return database.read(() -> inbox.findFilled(systemIds));
    }

    /** Pull: one delivery of the system, whether delivered or not; not one that still waits behind another. */
    public Optional<Claim> findInboxItem(String systemId, UUID deliveryId) {
        return database.read(() -> inbox.find(systemId, deliveryId)).flatMap(found -> readOrHold(systemId, found));
    }

    /** Pull: the system has it. Repeating it is harmless. False when the system has no such delivery. */
    public boolean acknowledge(String systemId, UUID deliveryId) {
        Optional<List<Hint>> done = database.inTransaction(() -> inbox.acknowledge(systemId, deliveryId));
        done.ifPresent(hints::send);
        return done.isPresent();
    }

    /**
     * Pull: makes everything the system has acknowledged for messages accepted at or after {@code from} readable again, in order and
     * marked possible duplicate, after the receiver has restored its own database. Returns how many.
     */
    public int redeliver(String systemId, Instant from) {
        return database.inTransaction(() -> inbox.redeliver(systemId, from));
    }

    /** The ledger is away: nothing is wrong with the delivery. */
    private static boolean mayPass(HubException e) {
        return e.code().retry() == Retry.LATER;
    }

    // The payload is opened outside any transaction.
    private Optional<Claim> readOrHold(String systemId, Claims.Found found) {
        try {
            return Optional.of(claims.open(found));
        } catch (HubException e) {
            if (mayPass(e)) {
                throw e;
            }
            database.inTransaction(() -> inbox.hold(systemId, found.deliveryId(), e.code()));
            return Optional.empty();
        }
    }

    private record Delivered(boolean recorded, Optional<Hint> next, Optional<Hint> receipt) {
        static Delivered read(ResultSet row, UUID receiptDelivery) throws SQLException {
            UUID next = row.getObject("next_id", UUID.class);
            return new Delivered(
                    row.getBoolean("recorded"),
                    next == null
                            ? Optional.empty()
                            : Optional.of(new Hint(
                                    next,
                                    row.getInt("next_number"),
                                    row.getString("next_system"),
                                    row.getString("next_traceparent"))),
                    row.getBoolean("receipt_hinted")
                            ? Optional.of(new Hint(
                                    receiptDelivery,
                                    1,
                                    row.getString("receipt_system"),
                                    row.getString("receipt_traceparent")))
                            : Optional.empty());
        }
    }

    private int change(Claim claim, DeliveryState next, String set, Object... values) {
        StateChanges.require(DeliveryState.SENDING, next);
        Object[] parameters = Stream.of(
                        Stream.of((Object) next.name()),
                        Stream.of(values),
                        Stream.<Object>of(claim.deliveryId(), node.nodeId(), claim.claimNumber()))
                .flatMap(part -> part)
                .toArray();
        int changed = database.template()
                .update(
                        "UPDATE delivery SET state = ?, " + set
                                + " WHERE id = ? AND state = 'SENDING' AND claim_node = ? AND claim_number = ?",
                        parameters);
        if (changed == 0) {
            throw new HubException(ErrorCode.CLAIM_LOST, "delivery " + claim.deliveryId(), "");
        }
        return changed;
    }

    /** Pull: the delivery is HELD until a person mends it. False when the system has no such delivery at the head of its lane. */
    public boolean holdInboxItem(String systemId, UUID deliveryId, ErrorCode error) {
        return database.inTransaction(() -> inbox.hold(systemId, deliveryId, error)) > 0;
    }

    /**
     * Gives back what this node has claimed longer ago than {@code olderThanSeconds} and does not have in hand: a claim whose answer
     * was lost on the way from the database. Returns how many.
     *
     * @param inHand the deliveries this node has in hand
     */
    public int releaseStrays(Collection<UUID> inHand, int olderThanSeconds) {
        return database.inTransaction(() -> lanes.releaseStrays(node.nodeId(), inHand, olderThanSeconds));
    }
}
