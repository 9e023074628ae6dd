package se.knutpunkt.operate.control;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Party;
import se.knutpunkt.ledger.CloseDown;
import se.knutpunkt.ledger.CloseDown.Step;
import se.knutpunkt.ledger.CloseDownLedger;
import se.knutpunkt.ledger.OperatorControls;
import se.knutpunkt.ledger.ReceiverState;
import se.knutpunkt.ledger.ReceiverStates;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.operate.Reason;
import se.knutpunkt.operate.replay.Replays;

/**
 * Closes down a party or a service in steps: drain, forward, archive, revoke. A step is refused while the one before it is not taken or
 * has not come to its end, so that nothing accepted is left behind. A system that serves others too is never drained or revoked with one of them.
 */
public final class ClosingDown {

    private final CloseDownLedger ledger;
    private final OperatorControls controls;
    private final ReceiverStates states;
    private final ConfigurationInForce inForce;
    private final Forwarding forwarding;
    private final Ids ids;

    public ClosingDown(
            CloseDownLedger ledger,
            OperatorControls controls,
            ReceiverStates states,
            ConfigurationInForce inForce,
            Replays replays,
            Ids ids) {
        this.ledger = ledger;
        this.controls = controls;
        this.states = states;
        this.inForce = inForce;
        this.forwarding = new Forwarding(ledger, replays, inForce);
        this.ids = ids;
    }

    public List<CloseDown> list() {
        return ledger.list(100);
    }

    public CloseDown get(UUID id) {
        return ledger.find(id).orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "close-down", ""));
    }

    /**
     * Begins it; the one that is under way already when there is one.
     *
     * @param subject id of the party or service
     * @param successor id of the party that takes over; empty for none
     */
    public CloseDown open(CloseDown.Kind kind, String subject, String successor, String byWhom, String reason) {
        String why = Reason.require(reason);
        Directory directory = inForce.get().directory();
        if (kind == CloseDown.Kind.PARTY
                ? directory.findParty(subject).isEmpty()
                : directory.findService(subject).isEmpty()) {
            throw new HubException(ErrorCode.NOT_FOUND, "subject", "");
        }
        if (!successor.isEmpty()
                && (successor.equals(subject)
                        || directory
                                .findParty(successor)
                                .map(Party::systemId)
                                .orElse("")
                                .isEmpty())) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "successor", "another party that can be reached");
        }
        return ledger.open(ids.next(), kind, subject, ownSystems(kind, subject), successor, byWhom, why);
    }

    /** Messages that wait, are under way or are held at its systems. */
    public long countLeft(CloseDown one) {
        return ledger.countLeft(one.systems());
    }

    /** The step that comes next; empty when all are taken. */
    public static Optional<Step> findNext(CloseDown one) {
        for (Step step : Step.values()) {
            if (!one.has(step)) {
                return Optional.of(step);
            }
        }
        return Optional.empty();
    }

    /**
     * Takes the next step; STATE_CHANGED when another is next or it has not come so far. Taking a step again does nothing, but that
     * forwarding takes what has come since, until the archive is made.
     */
    public CloseDown take(UUID id, Step step, String byWhom, String reason) {
        String why = Reason.require(reason);
        CloseDown one = get(id);
        if (!one.has(step)) {
            requireNext(one, step);
        } else if (step == Step.FORWARD && !one.has(Step.ARCHIVE) && one.state() == CloseDown.State.OPEN) {
            forwarding.forward(one, byWhom, why);
            return get(id);
        }
        boolean open = ledger.take(id, step, byWhom, why, () -> work(one, step, byWhom, why));
        if (!open) {
            throw new HubException(ErrorCode.STATE_CHANGED, "close-down", "no longer open");
        }
        if (step == Step.REVOKE) {
            ledger.end(id, CloseDown.State.DONE, byWhom, why);
        }
        return get(id);
    }

    /** Gives it up: what was drained goes on, and credentials are taken again. */
    public CloseDown cancel(UUID id, String byWhom, String reason) {
        String why = Reason.require(reason);
        CloseDown one = get(id);
        if (!ledger.end(id, CloseDown.State.CANCELLED, byWhom, why)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "close-down", "no longer open");
        }
        one.systems().forEach(system -> controls.resumeReceiver(system, byWhom, why));
        return get(id);
    }

    private void requireNext(CloseDown one, Step step) {
        if (!findNext(one).equals(Optional.of(step))) {
            throw new HubException(
                    ErrorCode.STATE_CHANGED,
                    "step",
                    "next is " + findNext(one).map(Step::name).orElse("none"));
        }
        if (step == Step.FORWARD && one.systems().stream().anyMatch(this::isDraining)) {
            throw new HubException(ErrorCode.STATE_CHANGED, "step", "what was accepted before is still on its way");
        }
        if (step == Step.ARCHIVE && countLeft(one) > 0) {
            throw new HubException(
                    ErrorCode.STATE_CHANGED,
                    "step",
                    countLeft(one) + " deliveries are left: forward them again, or mend them");
        }
    }

    private boolean isDraining(String systemId) {
        return states.find(systemId)
                .filter(state -> state.toDrain() + state.sending() > 0)
                .isPresent();
    }

    private String work(CloseDown one, Step step, String byWhom, String why) {
        switch (step) {
            case DRAIN -> one.systems().forEach(system -> controls.pauseReceiver(system, true, null, byWhom, why));
            case REVOKE -> controls.revoke(one.systems(), byWhom, why);
            case FORWARD -> {
                return forwarding.forward(one, byWhom, why);
            }
            default -> {
                return ledger.countAll(one.systems());
            }
        }
        return "{\"systems\":" + one.systems().size() + ",\"waiting\":" + waiting(one) + "}";
    }

    private long waiting(CloseDown one) {
        return one.systems().stream()
                .map(states::find)
                .flatMap(Optional::stream)
                .mapToLong(ReceiverState::waiting)
                .sum();
    }

    /** Systems that act for nobody else. A service has parties of its own only where these take part in nothing else. */
    private List<String> ownSystems(CloseDown.Kind kind, String subject) {
        Directory directory = inForce.get().directory();
        List<String> closing = directory.listParties().stream()
                .filter(party -> kind == CloseDown.Kind.PARTY
                        ? party.id().equals(subject)
                        : party.services().equals(java.util.Set.of(subject)))
                .map(Party::id)
                .toList();
        return directory.listSystems().stream()
                .filter(system -> !system.actsFor().isEmpty() && closing.containsAll(system.actsFor()))
                .map(system -> system.id())
                .toList();
    }
}
