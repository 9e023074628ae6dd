package se.knutpunkt.ledger;

import java.util.List;
import se.knutpunkt.message.DeliveryState;

/** What a replay does with each of its deliveries. */
public enum ReplayKind {
    /** Held ones are tried again. */
    RETRY(DeliveryState.HELD),
    /** Delivered ones are sent again, marked as possible duplicates. */
    RESEND(DeliveryState.DELIVERED),
    /** Those not yet delivered go to another receiver instead. */
    REDIRECT(DeliveryState.READY, DeliveryState.HELD);

    private final List<DeliveryState> states;

    ReplayKind(DeliveryState... states) {
        this.states = List.of(states);
    }

    /** The states a delivery may be in to be chosen. */
    public List<DeliveryState> states() {
        return states;
    }
}
