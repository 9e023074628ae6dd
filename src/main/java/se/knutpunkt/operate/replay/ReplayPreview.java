package se.knutpunkt.operate.replay;

import java.util.List;
import se.knutpunkt.ledger.SelectionCount;

/**
 * What a replay would take, before anything is done.
 *
 * @param deliveries how many
 * @param taken how many of them are in another replay, which hinders this one
 * @param mustTypeCount true when there are so many that the person has to type the number
 * @param counts by receiver, event and error, the most first
 */
public record ReplayPreview(int deliveries, int taken, boolean mustTypeCount, List<SelectionCount> counts) {}
