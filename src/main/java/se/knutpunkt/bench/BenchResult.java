package se.knutpunkt.bench;

import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.bench.Figure.Aim;

/** What a run has measured so far, in the order it was measured. */
final class BenchResult {

    private final Machine machine;
    private final List<Figure> figures = new ArrayList<>();
    private Promises promises = Promises.NONE;

    BenchResult(Machine machine) {
        this.machine = machine;
    }

    void add(String key, String what, double value, String unit, Aim aim) {
        figures.add(new Figure(key, what, value, unit, aim));
    }

    void add(String key, String what, double value, String unit) {
        add(key, what, value, unit, Aim.NONE);
    }

    void count(Promises counted) {
        promises = counted;
    }

    Machine machine() {
        return machine;
    }

    List<Figure> figures() {
        return List.copyOf(figures);
    }

    Promises promises() {
        return promises;
    }

    /** The value of a figure measured before; not a number when it was not. */
    double value(String key) {
        return figures.stream()
                .filter(figure -> figure.key().equals(key))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElse(Double.NaN);
    }
}
