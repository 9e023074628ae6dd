package se.knutpunkt.report.figures;

import java.util.List;

/**
 * A frozen set and how it came to be.
 *
 * @param byWhom who froze it; {@code hub} at the period's end
 * @param reason why, for a correction
 * @param hash hash of the set when it was frozen
 * @param whole true when the set still has that hash and names the right one before it
 * @param changes what it changed in the revision before; empty for the first
 */
public record FigureRevision(
        FigureSet set, String byWhom, String reason, String hash, boolean whole, List<FigureChange> changes) {

    public FigureRevision {
        changes = List.copyOf(changes);
    }
}
