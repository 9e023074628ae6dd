package se.knutpunkt.console;

import java.util.List;
import java.util.Set;
import se.knutpunkt.ledger.FoundMessage.FoundDelivery;
import se.knutpunkt.ledger.ReplayKind;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.operate.find.MessageDossier;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Right;

/**
 * What a person may do with the deliveries of a message as they stand, so that its page shows no way that would be refused. Whether it is
 * still so is checked where it is done.
 */
public record DeliveryActions(Operator operator) {

    private static final Set<DeliveryState> TAKEN_OUT =
            Set.of(DeliveryState.CANCELLED, DeliveryState.SUPERSEDED, DeliveryState.EXPIRED);

    /** True when there is something the person may ever do. */
    public boolean isAny() {
        return operator.has(Right.REPLAY) || operator.has(Right.EDIT_AND_RESEND);
    }

    public boolean edit(FoundDelivery delivery) {
        return operator.has(Right.EDIT_AND_RESEND) && delivery.state() == DeliveryState.HELD;
    }

    public boolean retry(FoundDelivery delivery) {
        return may(Right.REPLAY, ReplayKind.RETRY, delivery);
    }

    public boolean resend(FoundDelivery delivery) {
        return may(Right.REPLAY, ReplayKind.RESEND, delivery);
    }

    public boolean redirect(FoundDelivery delivery) {
        return operator.has(Right.REPLAY) && may(Right.REDIRECT, ReplayKind.REDIRECT, delivery);
    }

    /** True while something of it can be taken back. */
    public boolean withdraw(List<MessageDossier.DeliveryLine> lines) {
        return operator.has(Right.WITHDRAW_MESSAGE)
                && lines.stream()
                        .map(line -> line.delivery().state())
                        .anyMatch(state -> state != DeliveryState.DELIVERED && !TAKEN_OUT.contains(state));
    }

    private boolean may(Right right, ReplayKind kind, FoundDelivery delivery) {
        return operator.has(right) && kind.states().contains(delivery.state());
    }
}
