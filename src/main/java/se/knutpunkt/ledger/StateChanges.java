package se.knutpunkt.ledger;

import java.util.stream.Stream;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** The table of {@link DeliveryState} as the statements of the ledger ask it; there is no other one. */
final class StateChanges {
    private StateChanges() {}

    /** Names of the states that may become {@code next}, for {@code state = ANY (?)}. */
    static String[] statesBefore(DeliveryState next) {
        return Stream.of(DeliveryState.values())
                .filter(state -> state.mayBecome(next))
                .map(DeliveryState::name)
                .toArray(String[]::new);
    }

    static void require(DeliveryState from, DeliveryState next) {
        if (!from.mayBecome(next)) {
            throw new HubException(ErrorCode.INTERNAL, "delivery", from + " cannot become " + next);
        }
    }
}
