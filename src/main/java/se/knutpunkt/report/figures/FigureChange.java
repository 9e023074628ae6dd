package se.knutpunkt.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * One figure that a correction changed.
 *
 * @param before null when it is new
 * @param after null when it is gone
 */
public record FigureChange(String id, Scope scope, Figure before, Figure after) {

    /** What differs between two sets, in the order of figures. */
    public static List<FigureChange> between(FigureSet before, FigureSet after) {
        Map<String, Figure> old = before.byKey();
        Map<String, Figure> now = after.byKey();
        TreeSet<Figure> all = new TreeSet<>(before.figures());
        all.addAll(after.figures());
        List<FigureChange> changes = new ArrayList<>();
        for (Figure figure : all) {
            String key = FigureSet.key(figure);
            if (old.get(key) == null || !old.get(key).equals(now.get(key))) {
                changes.add(new FigureChange(figure.id(), figure.scope(), old.get(key), now.get(key)));
            }
        }
        return changes;
    }
}
