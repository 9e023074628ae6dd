package se.knutpunkt.report.figures;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;

/**
 * One figure: its value, or why there is none.
 *
 * @param id id in the catalogue
 * @param scope what it is of
 * @param unit what it counts in
 * @param state whether there is a value that may be shown
 * @param value set when PRESENT, with the digits of the definition; null otherwise
 * @param reason a word of the catalogue that says why there is no value; empty when PRESENT
 */
public record Figure(String id, Scope scope, Unit unit, State state, BigDecimal value, String reason)
        implements Comparable<Figure> {

    /** What was looked for is nowhere recorded in the period. */
    public static final String NO_DATA = "no-data";
    /** There was nothing of the kind to measure. */
    public static final String NOTHING_TO_MEASURE = "nothing-to-measure";
    /** So few that they could tell of a person, or make another such figure known. */
    public static final String SMALL_CELL = "small-cell";

    /** Whether there is a value. */
    public enum State {
        PRESENT,
        MISSING,
        SUPPRESSED
    }

    public Figure {
        Objects.requireNonNull(scope);
        if ((state == State.PRESENT) != (value != null) || (state == State.PRESENT) != reason.isEmpty()) {
            throw new IllegalArgumentException(id + ": a figure has a value or a reason");
        }
    }

    public static Figure of(FigureDefinition definition, Scope scope, BigDecimal value) {
        return new Figure(definition.id(), scope, definition.unit(), State.PRESENT, definition.round(value), "");
    }

    public static Figure of(FigureDefinition definition, Scope scope, long value) {
        return of(definition, scope, BigDecimal.valueOf(value));
    }

    public static Figure missing(FigureDefinition definition, Scope scope, String reason) {
        return new Figure(definition.id(), scope, definition.unit(), State.MISSING, null, reason);
    }

    /** The same figure, not to be shown. */
    public Figure suppressed() {
        return new Figure(id, scope, unit, State.SUPPRESSED, null, SMALL_CELL);
    }

    public Optional<BigDecimal> find() {
        return Optional.ofNullable(value);
    }

    public boolean isPresent() {
        return state == State.PRESENT;
    }

    @Override
    public int compareTo(Figure other) {
        int byId = id.compareTo(other.id);
        return byId == 0 ? scope.compareTo(other.scope) : byId;
    }
}
