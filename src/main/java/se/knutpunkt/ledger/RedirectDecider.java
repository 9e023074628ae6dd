package se.knutpunkt.ledger;

import java.util.Optional;
import java.util.Set;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Receiver;

/** The rules for sending a delivery to another receiver, as the ledger asks them. Pure. */
@FunctionalInterface
public interface RedirectDecider {

    /** @param delivery as it would be sent, with its content */
    Decision decide(Claim delivery);

    /**
     * Who gets it instead.
     *
     * @param receiver the new receiver; null when it is refused
     * @param sections what that receiver gets
     * @param refused why not; empty when it may
     */
    record Decision(Receiver receiver, Set<String> sections, Optional<ErrorCode> refused) {
        public static Decision to(Receiver receiver, Set<String> sections) {
            return new Decision(receiver, Set.copyOf(sections), Optional.empty());
        }

        public static Decision refuse(ErrorCode code) {
            return new Decision(null, Set.of(), Optional.of(code));
        }
    }
}
