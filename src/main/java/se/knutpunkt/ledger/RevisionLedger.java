package se.knutpunkt.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;

/**
 * Edits of messages whose deliveries are held. An edit that is sent takes the place of each delivery it is for, in one transaction: from then
 * on the old one is SUPERSEDED and can never be sent, so that exactly one of the two goes out. The message itself is never changed.
 */
public final class RevisionLedger {
    private final Database database;
    private final Payloads payloads;
    private final RevisionRows rows;
    private final LanePlaces places;
    private final Claims claims;
    private final History history;
    private final OperatorActionLedger actions;
    private final Hints hints;
    private final Clock clock;
    private final Ids ids;

    RevisionLedger(
            Database database,
            Payloads payloads,
            RevisionRows rows,
            LanePlaces places,
            Claims claims,
            History history,
            OperatorActionLedger actions,
            Hints hints,
            Clock clock,
            Ids ids) {
        this.database = database;
        this.payloads = payloads;
        this.rows = rows;
        this.places = places;
        this.claims = claims;
        this.history = history;
        this.actions = actions;
        this.hints = hints;
        this.clock = clock;
        this.ids = ids;
    }

    /** What a delivery carries, whatever its state; empty when there is no such delivery of a message. */
    public Optional<HeldContent> findContent(UUID deliveryId) {
        return database.read(() -> claims.look(deliveryId)
                .map(claim -> database.sql("SELECT coalesce(d.payload_id, d.hub_id) AS payload, m.system_id,"
                                + " CASE WHEN d.state = 'HELD' THEN coalesce(d.error_number, '') ELSE '' END AS error,"
                                + " coalesce(d.error_place, '') AS place, ARRAY(SELECT o.id FROM delivery o"
                                + " WHERE o.hub_id = d.hub_id AND o.id <> d.id AND o.state = 'HELD' AND o.kind = 'MESSAGE'"
                                + " AND o.payload_id IS NOT DISTINCT FROM d.payload_id ORDER BY o.id) AS alike"
                                + " FROM delivery d JOIN message m ON m.hub_id = d.hub_id WHERE d.id = ?")
                        .param(deliveryId)
                        .query((row, n) -> new HeldContent(
                                claim,
                                row.getObject("payload", UUID.class),
                                row.getString("system_id"),
                                row.getString("error"),
                                row.getString("place"),
                                List.of((UUID[]) row.getArray("alike").getArray())))
                        .single()));
    }

    public Optional<Revision> find(UUID revisionId) {
        return database.read(() -> rows.find(revisionId));
    }

    /** The one that was asked for under this id. */
    public Optional<Revision> findAsked(UUID request) {
        return database.read(() -> rows.findAsked(request));
    }

    /** The edits of a message, oldest first. */
    public List<Revision> listOf(UUID hubId) {
        return database.read(() -> rows.listOf(hubId));
    }

    /** Those that wait for another person, oldest first. */
    public List<Revision> listProposed(int limit) {
        return database.read(() -> rows.listProposed(limit));
    }

    /** The edited content. */
    public byte[] readContent(UUID revisionId) {
        record Stored(int keyId, byte[] body) {}
        return database.read(() -> database.sql("SELECT key_id, body FROM payload WHERE hub_id = ?")
                .param(revisionId)
                .query((row, n) -> new Stored(row.getInt(1), row.getBytes(2)))
                .optional()
                .map(found -> payloads.open(revisionId, found.keyId(), found.body()))
                .orElseThrow(() -> new HubException(ErrorCode.PAYLOAD_UNREADABLE, "payload", "is no longer kept")));
    }

    /**
     * Keeps an edit, and sends it at once unless it needs another person. Asking twice under the same id edits once.
     *
     * @throws HubException STATE_CHANGED when a delivery is not held any more, or holds another content than the editor saw, or another
     *     edit of the message waits; nothing is kept then
     */
    public Revision make(NewRevision made) {
        // Of the hub's own kind: by it the payload finds its month, which an id from outside does not name.
        UUID id = ids.next();
        Payloads.Sealed sealed =
                database.read(() -> payloads.seal(id, made.content(), WireForm.NONE.bytes(), clock.instant()));
        List<Hint> sent = new ArrayList<>();
        Revision revision = database.inTransaction(() -> {
            sent.clear();
            Optional<Revision> known = rows.findAsked(made.id());
            if (known.isPresent()) {
                return requireSame(known.get(), made);
            }
            List<LanePlaces.Place> held = lockHeld(
                    made.hubId(),
                    made.basedOn(),
                    made.deliveryIds().stream().sorted().toList());
            if (rows.hasOpen(made.hubId())) {
                throw changed("message " + made.hubId(), "another edit of it waits for a second person");
            }
            rows.insert(id, made, sealed);
            actions.record(made.madeBy(), "message-edited", "message " + made.hubId(), made.reason());
            if (!made.needsSecond()) {
                sent.addAll(send(rows.find(id).orElseThrow(), held, made.madeBy(), ""));
            }
            return rows.find(id).orElseThrow();
        });
        hints.send(List.copyOf(sent));
        return revision;
    }

    /**
     * Another person has looked at it: it is sent. Doing so twice sends once.
     *
     * @throws HubException SECOND_PERSON_NEEDED when it is the editor, STATE_CHANGED when what it is for is not held as it was
     */
    public Revision approve(UUID revisionId, String byWhom, String reason) {
        List<Hint> sent = new ArrayList<>();
        Revision revision = database.inTransaction(() -> {
            sent.clear();
            Revision proposed = lock(revisionId);
            if (proposed.state() == Revision.State.SENT && proposed.decidedBy().equals(byWhom)) {
                return proposed;
            }
            requireProposed(proposed);
            if (proposed.madeBy().equalsIgnoreCase(byWhom)) {
                throw new HubException(ErrorCode.SECOND_PERSON_NEEDED, "revision " + revisionId, "");
            }
            List<LanePlaces.Place> held = lockHeld(
                    proposed.hubId(),
                    proposed.basedOn(),
                    proposed.deliveries().stream()
                            .map(Revision.Part::deliveryId)
                            .toList());
            actions.record(byWhom, "edit-approved", "message " + proposed.hubId(), reason);
            sent.addAll(send(proposed, held, byWhom, reason));
            return rows.find(revisionId).orElseThrow();
        });
        hints.send(List.copyOf(sent));
        return revision;
    }

    /** It is not sent; what it was for stays held. Its editor may take it back as well. */
    public Revision reject(UUID revisionId, String byWhom, String reason) {
        return database.inTransaction(() -> {
            Revision proposed = lock(revisionId);
            if (proposed.state() == Revision.State.REJECTED
                    && proposed.decidedBy().equals(byWhom)) {
                return proposed;
            }
            requireProposed(proposed);
            rows.decide(revisionId, Revision.State.REJECTED, byWhom, reason);
            actions.record(byWhom, "edit-rejected", "message " + proposed.hubId(), reason);
            return rows.find(revisionId).orElseThrow();
        });
    }

    private List<Hint> send(Revision revision, List<LanePlaces.Place> held, String byWhom, String decision) {
        List<Hint> sent = new ArrayList<>();
        for (LanePlaces.Place place : held) {
            LanePlaces.Replaced replaced = places.replace(
                    place,
                    DeliveryState.SUPERSEDED,
                    place.receiver(),
                    place.sections(),
                    revision.id(),
                    revision.number(),
                    Relation.REVISION);
            sent.addAll(replaced.hints());
            rows.recordReplaced(revision.id(), place.deliveryId(), replaced.deliveryId());
            history.record(
                    List.of(place.deliveryId(), replaced.deliveryId()),
                    History.REVISED,
                    revision.madeBy() + ": " + revision.reason() + " (revision " + revision.number() + ")");
        }
        rows.decide(revision.id(), Revision.State.SENT, byWhom, decision);
        return sent;
    }

    private List<LanePlaces.Place> lockHeld(UUID hubId, UUID basedOn, List<UUID> deliveryIds) {
        List<LanePlaces.Place> held = new ArrayList<>();
        for (UUID id : deliveryIds) {
            LanePlaces.Place place = places.lock(id)
                    .filter(found -> found.state() == DeliveryState.HELD)
                    .filter(found -> found.hubId().equals(hubId))
                    .orElseThrow(() -> changed("delivery " + id, "is not held any more"));
            UUID content = place.payloadId() == null ? hubId : place.payloadId();
            if (!content.equals(basedOn)) {
                throw changed("delivery " + id, "holds another revision than the one edited");
            }
            held.add(place);
        }
        return held;
    }

    private Revision lock(UUID revisionId) {
        return rows.lock(revisionId)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "revision " + revisionId, ""));
    }

    private static void requireProposed(Revision revision) {
        if (revision.state() != Revision.State.PROPOSED) {
            throw changed("revision " + revision.id(), "is " + revision.state());
        }
    }

    private Revision requireSame(Revision known, NewRevision made) {
        if (!known.hubId().equals(made.hubId())
                || !known.madeBy().equals(made.madeBy())
                || !rows.hasContent(known.id(), made.contentHash())) {
            throw changed("revision " + made.id(), "is another one");
        }
        return known;
    }

    private static HubException changed(String place, String detail) {
        return new HubException(ErrorCode.STATE_CHANGED, place, detail);
    }
}
