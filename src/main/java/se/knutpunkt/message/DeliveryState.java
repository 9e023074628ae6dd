package se.knutpunkt.message;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Where a delivery to one receiver stands, with the one table of allowed changes. */
public enum DeliveryState {
    /** Waits in its lane; only the head of a lane is ever claimed. */
    READY,
    /** Claimed by a living node. */
    SENDING,
    /** Received by the receiving system, or a transport answer where its adapter says that it gives no more. */
    DELIVERED,
    /** Stopped until a person mends it; only lane heads are ever held. */
    HELD,
    CANCELLED,
    /** Replaced by a mended revision. */
    SUPERSEDED,
    EXPIRED;

    private static final Map<DeliveryState, Set<DeliveryState>> ALLOWED = Map.of(
            READY, EnumSet.of(SENDING, DELIVERED, HELD, CANCELLED, SUPERSEDED, EXPIRED),
            SENDING, EnumSet.of(READY, DELIVERED, HELD),
            HELD, EnumSet.of(READY, CANCELLED, SUPERSEDED, EXPIRED),
            DELIVERED, EnumSet.noneOf(DeliveryState.class),
            CANCELLED, EnumSet.noneOf(DeliveryState.class),
            SUPERSEDED, EnumSet.noneOf(DeliveryState.class),
            EXPIRED, EnumSet.noneOf(DeliveryState.class));

    /** True when the table allows a delivery in this state to go to {@code next}. */
    public boolean mayBecome(DeliveryState next) {
        return ALLOWED.get(this).contains(next);
    }

    /** True when nothing more happens to the delivery, so that its lane has moved past it. */
    public boolean isFinal() {
        return ALLOWED.get(this).isEmpty();
    }
}
