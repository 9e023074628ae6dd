package se.knutpunkt.operate.replay;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.ledger.DeliverySelection;
import se.knutpunkt.ledger.NewReplay;
import se.knutpunkt.ledger.ReplayItem;
import se.knutpunkt.ledger.ReplayJob;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.ledger.ReplayLedger;
import se.knutpunkt.ledger.ReplayTarget;
import se.knutpunkt.ledger.SelectionCount;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.Reason;

/** Replays as persons ask for them: shown first, refused when too much or unclear, begun once, and steered while they run. */
public final class Replays {

    /** More than this is a restore, not a replay. */
    private static final int MOST = 100_000;

    private static final int FASTEST = 10_000;

    private final ReplayLedger ledger;
    private final ConfigurationInForce configuration;
    private final Ids ids;
    private final int countLimit;

    /** @param countLimit above this many deliveries the person has to type the number */
    public Replays(ReplayLedger ledger, ConfigurationInForce configuration, Ids ids, int countLimit) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.ids = ids;
        this.countLimit = countLimit;
    }

    /** What the selection means now. Changes nothing. */
    public ReplayPreview preview(ReplayKind kind, DeliverySelection selection) {
        requireBounded(kind, selection);
        List<SelectionCount> counts = ledger.count(kind, selection);
        int deliveries = counts.stream().mapToInt(SelectionCount::deliveries).sum();
        return new ReplayPreview(
                deliveries, counts.stream().mapToInt(SelectionCount::taken).sum(), deliveries > countLimit, counts);
    }

    /**
     * Begins it, or returns what was begun under the same id.
     *
     * @throws HubException when it is refused; nothing is begun then
     */
    public ReplayJob begin(ReplayRequest request, String byWhom, String reason) {
        String why = Reason.require(reason);
        requireBounded(request.kind(), request.selection());
        if (request.shown() < 1) {
            throw new HubException(ErrorCode.SELECTION_EMPTY, "selection", "");
        }
        if (request.shown() > MOST) {
            throw new HubException(ErrorCode.SELECTION_TOO_LARGE, "selection", "at most " + MOST);
        }
        if (request.shown() > countLimit && (request.typed() == null || request.typed() != request.shown())) {
            throw new HubException(
                    ErrorCode.SELECTION_TOO_LARGE, "typed", "more than " + countLimit + ": type " + request.shown());
        }
        requireBetween("canary", request.canary(), 0, MOST);
        requireBetween("rate", request.rate(), 0, FASTEST);
        requireBetween("failuresAllowed", request.failuresAllowed(), 0, MOST);
        if (request.kind() == ReplayKind.REDIRECT) {
            RedirectTarget.require(configuration.get().directory(), request.target());
        }
        return ledger.begin(new NewReplay(
                request.id() == null ? ids.next() : request.id(),
                request.kind(),
                request.selection(),
                request.shown(),
                request.canary() >= request.shown() ? 0 : request.canary(),
                request.rate(),
                request.failuresAllowed(),
                request.kind() == ReplayKind.REDIRECT ? request.target() : ReplayTarget.NOWHERE,
                byWhom,
                why));
    }

    public Optional<ReplayJob> find(UUID id) {
        return ledger.find(id);
    }

    /** The newest first. */
    public List<ReplayJob> list(int offset, int limit) {
        return ledger.list(offset, limit);
    }

    /** The one that mends a group of failures now, or did so last. */
    public Optional<ReplayJob> findLastOfGroup(String failureGroup) {
        return ledger.findLastOfGroup(failureGroup);
    }

    /** Those after number {@code after}, in turn; of one state only, or all when it is null. */
    public List<ReplayItem> listItems(UUID id, ReplayItem.State state, int after, int limit) {
        return ledger.listItems(id, state, after, limit);
    }

    /** What a person can do with a replay. */
    public enum Step {
        GO_ON,
        PAUSE,
        RESUME,
        STOP
    }

    /** Does it; nothing happens when it is so already. */
    public ReplayJob steer(UUID id, Step step, String byWhom, String reason) {
        String why = Reason.require(reason);
        return switch (step) {
            case GO_ON -> ledger.goOn(id, byWhom, why);
            case PAUSE -> ledger.pause(id, byWhom, why);
            case RESUME -> ledger.resume(id, byWhom, why);
            case STOP -> ledger.stop(id, byWhom, why);
        };
    }

    /** Everything there is was never meant, and what has been delivered is without end. */
    private static void requireBounded(ReplayKind kind, DeliverySelection selection) {
        if (selection.isOpen()) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "selection", "name at least one criterion");
        }
        if (kind == ReplayKind.RESEND && selection.deliveryIds().isEmpty() && selection.from() == null) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "from", "needed for what is delivered");
        }
        if (selection.from() != null
                && selection.to() != null
                && !selection.from().isBefore(selection.to())) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "to", "must be later than from");
        }
    }

    private static void requireBetween(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, name, least + " to " + most);
        }
    }
}
