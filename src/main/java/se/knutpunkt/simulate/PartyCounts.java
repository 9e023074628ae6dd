package se.knutpunkt.simulate;

/**
 * What one simulated party has seen.
 *
 * @param received messages received for the first time
 * @param duplicates messages and receipts received before and not marked as possible duplicates: errors of the hub
 * @param possibleDuplicates messages and receipts received before and marked so
 * @param outOfOrder messages sent before one that the party already had of the same episode: errors of the hub
 * @param receipts receipts for what it sent, each counted once by its id
 * @param refused messages it was told to refuse, fail or not take
 * @param unreadable messages it could not read
 */
public record PartyCounts(
        long received,
        long duplicates,
        long possibleDuplicates,
        long outOfOrder,
        long receipts,
        long refused,
        long unreadable) {

    public static final PartyCounts NONE = new PartyCounts(0, 0, 0, 0, 0, 0, 0);

    public PartyCounts plus(PartyCounts other) {
        return new PartyCounts(
                received + other.received,
                duplicates + other.duplicates,
                possibleDuplicates + other.possibleDuplicates,
                outOfOrder + other.outOfOrder,
                receipts + other.receipts,
                refused + other.refused,
                unreadable + other.unreadable);
    }
}
