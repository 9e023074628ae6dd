package se.knutpunkt.report.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.report.figures.FigureSet;

/**
 * All that a report is made of.
 *
 * @param now the figures of the period
 * @param before those of the periods before, the oldest first; a period without is left out
 * @param texts what the owner wrote
 * @param corrections figures changed since they were first frozen
 * @param owner who answers for the draft; empty when nobody is named
 * @param approval who approved it and when; empty for a draft
 */
public record Material(
        FigureSet now,
        List<FigureSet> before,
        Directory directory,
        Standing standing,
        Map<Heading, String> texts,
        List<Correction> corrections,
        String owner,
        String approval) {

    public Material {
        before = List.copyOf(before);
        texts = Map.copyOf(texts);
        corrections = List.copyOf(corrections);
    }

    public boolean isFinal() {
        return !approval.isEmpty();
    }

    /** The figures of the period just before, where there are any. */
    Optional<FigureSet> previous() {
        return before.stream()
                .filter(set -> set.period().equals(now.period().previous()))
                .findFirst();
    }

    String text(Heading heading) {
        return texts.getOrDefault(heading, "");
    }

    /**
     * A figure that was changed after it was frozen.
     *
     * @param scope of what, in words
     * @param why the reason given
     */
    public record Correction(String figure, String scope, String before, String after, String why) {}
}
