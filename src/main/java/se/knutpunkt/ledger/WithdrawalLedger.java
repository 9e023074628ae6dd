package se.knutpunkt.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Fault;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Receiver;
import se.knutpunkt.message.Role;

/** Takes messages back before they are read, and keeps the proof of how it stood with each receiver at that moment. */
public final class WithdrawalLedger {
    private final Database database;
    private final LanePlaces places;
    private final History history;
    private final OperatorActionLedger actions;
    private final Hints hints;

    WithdrawalLedger(Database database, LanePlaces places, History history, OperatorActionLedger actions, Hints hints) {
        this.database = database;
        this.places = places;
        this.history = history;
        this.actions = actions;
        this.hints = hints;
    }

    /** The stored outcome of one withdrawal: a list of records has no type at run time. */
    private record Outcome(List<Withdrawal.Part> parts) {}

    /**
     * Takes a message back from every receiver that has not got it, in one transaction. Asking twice under the same id takes back once.
     *
     * @param id made by whoever asks
     * @throws HubException NOT_FOUND when there is no such message
     */
    public Withdrawal withdraw(UUID id, UUID hubId, String byWhom, String reason) {
        List<Hint> next = new ArrayList<>();
        Withdrawal done = database.inTransaction(() -> {
            next.clear();
            Optional<Withdrawal> known = find(id);
            if (known.isPresent()) {
                return requireSame(known.get(), hubId);
            }
            List<Withdrawal.Part> parts = new ArrayList<>();
            for (Withdrawal.Part part : listParts(hubId)) {
                parts.add(takeBack(part, byWhom, reason, next));
            }
            if (parts.isEmpty()) {
                throw new HubException(ErrorCode.NOT_FOUND, "message " + hubId, "");
            }
            database.sql("INSERT INTO withdrawal (id, hub_id, by_whom, reason, outcome) VALUES (?, ?, ?, ?, ?)")
                    .params(id, hubId, byWhom, reason, LedgerJson.write(new Outcome(parts)))
                    .update();
            actions.record(byWhom, "message-withdrawn", "message " + hubId, reason);
            return find(id).orElseThrow();
        });
        hints.send(List.copyOf(next));
        return done;
    }

    public Optional<Withdrawal> find(UUID id) {
        return database.read(() -> list("id = ?", id).stream().findFirst());
    }

    /** The withdrawals of a message, oldest first. */
    public List<Withdrawal> listOf(UUID hubId) {
        return database.read(() -> list("hub_id = ? ORDER BY at", hubId));
    }

    /** How it stands now with each delivery of a message, as a withdrawal would find it; changes nothing. */
    public List<Withdrawal.Part> preview(UUID hubId) {
        return database.read(() -> listParts(hubId));
    }

    /** How many different persons some messages are about, by keyed hash. */
    public int countPersons(Collection<UUID> hubIds) {
        return database.read(() -> database.sql("SELECT count(DISTINCT m.person_hash) FROM message m"
                        + " WHERE m.hub_id = ANY (?) AND length(m.person_hash) > 0")
                .param(1, hubIds.toArray(UUID[]::new))
                .query(Integer.class)
                .single());
    }

    private Withdrawal.Part takeBack(Withdrawal.Part seen, String byWhom, String reason, List<Hint> next) {
        if (seen.state().isFinal()) {
            return seen;
        }
        Optional<LanePlaces.Place> place = places.lock(seen.deliveryId());
        if (place.isEmpty()) {
            return with(seen, seen.state(), Withdrawal.Outcome.UNDER_WAY);
        }
        LanePlaces.Place now = place.get();
        Withdrawal.Outcome outcome =
                outcome(now.state(), now.attempts(), now.possibleDuplicate(), now.push(), now.errorNumber());
        if (now.state() == DeliveryState.READY || now.state() == DeliveryState.HELD) {
            next.addAll(places.cancel(now));
            history.record(
                    now.hubId(),
                    now.deliveryId(),
                    History.WITHDRAWN,
                    byWhom + ": " + reason
                            + (outcome == Withdrawal.Outcome.UNREAD ? " (unread)" : " (may have been read)"));
        }
        return with(seen, now.state(), outcome);
    }

    private static Withdrawal.Part with(Withdrawal.Part part, DeliveryState state, Withdrawal.Outcome outcome) {
        return new Withdrawal.Part(
                part.deliveryId(), part.receiver(), part.sections(), state, part.attempts(), outcome);
    }

    private List<Withdrawal.Part> listParts(UUID hubId) {
        return database.sql(
                        "SELECT d.*, coalesce((SELECT c.push FROM control c WHERE c.system_id = d.receiver_system), false)"
                                + " AS push FROM delivery d WHERE d.hub_id = ?" + LookBack.NOT_BEFORE
                                + " AND d.kind = 'MESSAGE' ORDER BY d.order_key, d.receiver_system, d.position, d.id")
                .params(hubId, hubId)
                .query((row, n) -> {
                    String sections = row.getString("sections");
                    DeliveryState state = DeliveryState.valueOf(row.getString("state"));
                    String error = row.getString("error_number");
                    return new Withdrawal.Part(
                            row.getObject("id", UUID.class),
                            new Receiver(
                                    row.getString("receiver_system"),
                                    row.getString("receiver_party"),
                                    HsaId.of(row.getString("receiver_unit")),
                                    Role.findByCode(row.getString("receiver_role"))
                                            .orElseThrow()),
                            sections.isEmpty() ? Set.of() : Set.of(sections.split(",")),
                            state,
                            row.getInt("attempts"),
                            outcome(
                                    state,
                                    row.getInt("attempts"),
                                    row.getBoolean("possible_duplicate"),
                                    row.getBoolean("push"),
                                    error == null ? "" : error));
                })
                .list();
    }

    /**
     * Unread is only what certainly has not left the hub: never sent, or each time before the receiver had a byte of it. A receiver that
     * refused it has read it, and a listing of an inbox may have arrived.
     */
    static Withdrawal.Outcome outcome(
            DeliveryState state, int attempts, boolean possibleDuplicate, boolean push, String errorNumber) {
        return switch (state) {
            case DELIVERED -> Withdrawal.Outcome.READ;
            case SENDING -> Withdrawal.Outcome.UNDER_WAY;
            case READY, HELD, CANCELLED, SUPERSEDED, EXPIRED -> {
                boolean hubsFault = ErrorCode.findByNumber(errorNumber)
                        .map(code -> code.fault() == Fault.HUB
                                || code == ErrorCode.RECEIVER_UNREACHABLE
                                || code == ErrorCode.RECEIVER_TLS_FAILED)
                        .orElse(false);
                boolean neverLeft = attempts == 0 || push && hubsFault;
                yield neverLeft && !possibleDuplicate ? Withdrawal.Outcome.UNREAD : Withdrawal.Outcome.MAYBE_READ;
            }
        };
    }

    private List<Withdrawal> list(String condition, UUID id) {
        return database.sql("SELECT id, hub_id, at, by_whom, reason, outcome FROM withdrawal WHERE " + condition)
                .param(id)
                .query((row, n) -> new Withdrawal(
                        row.getObject("id", UUID.class),
                        row.getObject("hub_id", UUID.class),
                        Times.read(row, "at"),
                        row.getString("by_whom"),
                        row.getString("reason"),
                        LedgerJson.read(row.getString("outcome"), Outcome.class).parts()))
                .list();
    }

    private static Withdrawal requireSame(Withdrawal known, UUID hubId) {
        if (!known.hubId().equals(hubId)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "withdrawal " + known.id(), "is another one");
        }
        return known;
    }
}
