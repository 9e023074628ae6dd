package se.knutpunkt.report.figures;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All figures of a period, in a fixed order. Two sets with the same content have the same hash, whenever they were made.
 *
 * @param revision 1 for the first that was frozen; 0 for one that is not frozen
 * @param frozenAt null for one that is not frozen
 * @param parameters what the figures were made by, by name, in order of name
 * @param figures in order of id and scope, each once
 * @param deviations incidents of the period, the first begun first
 */
public record FigureSet(
        Period period,
        int revision,
        Instant frozenAt,
        Map<String, String> parameters,
        List<Figure> figures,
        List<Deviation> deviations) {

    public FigureSet {
        parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
        figures = figures.stream().sorted().toList();
        deviations = List.copyOf(deviations);
        for (int i = 1; i < figures.size(); i++) {
            if (figures.get(i - 1).compareTo(figures.get(i)) == 0) {
                throw new IllegalArgumentException(
                        figures.get(i).id() + " twice for " + figures.get(i).scope());
            }
        }
    }

    /** The same figures, frozen. */
    public FigureSet frozen(int asRevision, Instant at) {
        return new FigureSet(period, asRevision, at, parameters, figures, deviations);
    }

    /** A figure of the scope, or empty when there is none of it. */
    public Optional<Figure> find(String id, Scope scope) {
        return figures.stream()
                .filter(figure -> figure.id().equals(id) && figure.scope().equals(scope))
                .findFirst();
    }

    /** The figure of the whole hub. */
    public Optional<Figure> find(String id) {
        return find(id, Scope.WHOLE);
    }

    /** The value of the scope, or empty when there is none that may be shown. */
    public Optional<BigDecimal> value(String id, Scope scope) {
        return find(id, scope).flatMap(Figure::find);
    }

    /** The figure in all its scopes, in order. */
    public List<Figure> list(String id) {
        return figures.stream().filter(figure -> figure.id().equals(id)).toList();
    }

    /** The figure in its scopes of one shape, such as {@code party}. */
    public List<Figure> list(String id, String shape) {
        return list(id).stream()
                .filter(figure -> figure.scope().shape().equals(shape))
                .toList();
    }

    public List<Figure> listOfService(String service) {
        return figures.stream()
                .filter(figure -> figure.scope().service().equals(service))
                .toList();
    }

    /** What a party takes home: its own figures and those of the whole hub beside them. */
    public FigureSet ofParty(String party) {
        List<Figure> own = figures.stream()
                .filter(figure ->
                        figure.scope().party().equals(party) || figure.scope().isWhole())
                .toList();
        List<Deviation> concerned = deviations.stream()
                .filter(deviation -> deviation.parties().contains(party))
                .toList();
        return new FigureSet(period, revision, frozenAt, parameters, own, concerned);
    }

    static String key(Figure figure) {
        return figure.id() + " " + figure.scope();
    }

    /** By id and scope. */
    Map<String, Figure> byKey() {
        Map<String, Figure> keyed = new LinkedHashMap<>();
        figures.forEach(figure -> keyed.put(key(figure), figure));
        return keyed;
    }

    /** The content in one and the same form, whatever its revision. */
    public String canonicalJson() {
        return FigureJson.write(this);
    }

    /** SHA-256 of {@link #canonicalJson()} in UTF-8, lower-case hex. */
    public String hash() {
        return FigureJson.hash(canonicalJson());
    }
}
