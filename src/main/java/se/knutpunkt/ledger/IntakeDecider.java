package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Optional;
import se.knutpunkt.message.EpisodeHead;

/** The rules, called inside the intake transaction. Pure: the ledger may call it again when the transaction is repeated. */
@FunctionalInterface
public interface IntakeDecider {

    /**
     * @param head the locked episode; {@link EpisodeHead#fresh} when it is new
     * @param reference the accepted message referred to, if it was found
     * @param acceptedAt the accept time, UTC, taken under the lock
     */
    IntakeDecision decide(EpisodeHead head, Optional<ReferencedMessage> reference, Instant acceptedAt);
}
