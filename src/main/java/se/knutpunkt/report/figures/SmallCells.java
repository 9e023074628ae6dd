package se.knutpunkt.report.figures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Takes away what is so small that it could tell of a person: a part with fewer than so many, but not none; a second one where the
 * first could be told from the others and their sum; and what is measured over so few. Figures of the whole hub stay.
 */
final class SmallCells {

    /** What makes another known: where one of them is not shown for a scope, none is. */
    private static final List<Set<String>> TOGETHER =
            List.of(Set.of("status.deliveries", "status.delivered", "status.undelivered"));

    private final FigureCatalogue catalogue;
    private final PartyScopes parties;
    private final long smallest;

    SmallCells(FigureCatalogue catalogue, PartyScopes parties, int smallest) {
        this.catalogue = catalogue;
        this.parties = parties;
        this.smallest = smallest;
    }

    List<Figure> suppress(List<Figure> figures) {
        Set<Figure> hidden = new HashSet<>();
        figures.stream().filter(this::isSmall).forEach(hidden::add);
        List<List<Figure>> groups = groups(figures);
        for (int before = -1; before < hidden.size(); ) {
            before = hidden.size();
            together(figures, hidden);
            groups.forEach(group -> protect(group, hidden));
        }
        measuredOverFew(figures, hidden);
        return figures.stream()
                .map(figure -> hidden.contains(figure) ? figure.suppressed() : figure)
                .toList();
    }

    private boolean isSmall(Figure figure) {
        return figure.isPresent()
                && figure.unit() == Unit.COUNT
                && !figure.scope().isWhole()
                && catalogue.get(figure.id()).personal()
                && figure.value().signum() > 0
                && figure.value().longValueExact() < smallest;
    }

    /** Those whose sum is shown too: the parts of the hub, of a subregion, of a party, of a service. */
    private List<List<Figure>> groups(List<Figure> figures) {
        Map<String, List<Figure>> groups = new TreeMap<>();
        for (Figure figure : figures) {
            FigureDefinition definition = catalogue.get(figure.id());
            if (definition.personal() && definition.unit() == Unit.COUNT && figure.isPresent()) {
                for (String sum : sums(figure.scope())) {
                    groups.computeIfAbsent(figure.id() + " " + sum, any -> new ArrayList<>())
                            .add(figure);
                }
            }
        }
        return List.copyOf(groups.values());
    }

    private List<String> sums(Scope scope) {
        return switch (scope.shape()) {
            case "party" -> List.of("parties", "parties of " + parties.subregionOf(scope.party()));
            case "service-party" -> List.of("services of " + scope.party(), "parties of service " + scope.service());
            case "whole" -> List.of();
            default -> List.of(scope.shape());
        };
    }

    private static void protect(List<Figure> group, Set<Figure> hidden) {
        if (group.stream().filter(hidden::contains).count() != 1) {
            return;
        }
        group.stream()
                .filter(figure -> !hidden.contains(figure) && figure.value().signum() > 0)
                .min(Comparator.comparing(Figure::value).thenComparing(Figure::scope))
                .ifPresent(hidden::add);
    }

    private static void together(Collection<Figure> figures, Set<Figure> hidden) {
        for (Set<String> ids : TOGETHER) {
            Set<Scope> scopes = new HashSet<>();
            hidden.stream().filter(figure -> ids.contains(figure.id())).forEach(figure -> scopes.add(figure.scope()));
            figures.stream()
                    .filter(figure -> ids.contains(figure.id()) && scopes.contains(figure.scope()))
                    .forEach(hidden::add);
        }
    }

    private static void measuredOverFew(Collection<Figure> figures, Set<Figure> hidden) {
        Map<String, Set<Scope>> few = new HashMap<>();
        hidden.forEach(figure ->
                few.computeIfAbsent(figure.id(), any -> new HashSet<>()).add(figure.scope()));
        Function<String, String> base = id -> {
            if (id.endsWith(".in-time")) {
                return id.replace(".in-time", ".measured");
            }
            return id.startsWith("status.delivery-time.") || id.startsWith("status.delivered-late")
                    ? "status.delivered"
                    : "";
        };
        for (Figure figure : figures) {
            if (figure.isPresent()
                    && few.getOrDefault(base.apply(figure.id()), Set.of()).contains(figure.scope())) {
                hidden.add(figure);
            }
        }
    }
}
