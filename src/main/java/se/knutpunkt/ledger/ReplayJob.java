package se.knutpunkt.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A replay as it stands.
 *
 * @param items how many deliveries it has
 * @param canary how many go first, before it waits for a person
 * @param rate deliveries per second; 0 for as fast as the receivers take them
 * @param failuresAllowed it pauses by itself when more than these are held again
 * @param paused nothing more is let go until it is resumed
 * @param selection what was chosen, in a line
 * @param failureGroup id of the group of failures it mends; empty for none
 * @param party the party whose deliveries alone were chosen; empty for no such limit
 * @param target where a redirection goes; nowhere for others
 * @param note why it paused by itself; empty otherwise
 * @param counts deliveries by {@link ReplayItem.State}
 */
public record ReplayJob(
        UUID id,
        ReplayKind kind,
        State state,
        boolean paused,
        int items,
        int canary,
        int rate,
        int failuresAllowed,
        String byWhom,
        String reason,
        String selection,
        String failureGroup,
        String party,
        ReplayTarget target,
        String note,
        Instant createdAt,
        Instant endedAt,
        Map<ReplayItem.State, Integer> counts) {

    /** How far it has come. */
    public enum State {
        /** The first ones are under way. */
        CANARY,
        /** The first ones are done; a person says whether the rest follows. */
        WAITING,
        RUNNING,
        /** A person ended it; what had been let go goes its way. */
        STOPPED,
        DONE;

        public boolean hasEnded() {
            return this == STOPPED || this == DONE;
        }
    }

    public ReplayJob {
        counts = Map.copyOf(counts);
    }

    ReplayJob with(Map<ReplayItem.State, Integer> itemCounts) {
        return new ReplayJob(
                id,
                kind,
                state,
                paused,
                items,
                canary,
                rate,
                failuresAllowed,
                byWhom,
                reason,
                selection,
                failureGroup,
                party,
                target,
                note,
                createdAt,
                endedAt,
                itemCounts);
    }

    public int delivered() {
        return count(ReplayItem.State.DELIVERED) + count(ReplayItem.State.IN_INBOX);
    }

    public int heldAgain() {
        return count(ReplayItem.State.HELD);
    }

    /** How many of its deliveries stand so. */
    public int count(ReplayItem.State itemState) {
        return counts.getOrDefault(itemState, 0);
    }
}
