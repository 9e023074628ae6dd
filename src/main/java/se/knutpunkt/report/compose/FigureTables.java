package se.knutpunkt.report.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureDefinition;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Scope;
import se.knutpunkt.report.paper.Block;
import se.knutpunkt.report.paper.Block.Table.Column;

/** Tables of figures: over time, by service, by what a figure is split by. */
final class FigureTables {

    private final FigureCatalogue catalogue;
    private final Wording wording;

    FigureTables(FigureCatalogue catalogue, Wording wording) {
        this.catalogue = catalogue;
        this.wording = wording;
    }

    /** All figures of a heading for one scope, with the periods before beside them; empty where there are none. */
    Optional<Block> trend(Material material, String heading, Scope scope, String caption) {
        List<FigureSet> sets = new ArrayList<>(material.before());
        sets.add(material.now());
        List<Column> columns = new ArrayList<>(List.of(Column.text("Tal")));
        for (int i = 0; i < sets.size(); i++) {
            columns.add(Column.figure(Wording.tick(sets.get(i).period(), i == 0)));
        }
        List<List<String>> rows = new ArrayList<>();
        for (FigureDefinition definition : catalogue.list()) {
            if (definition.heading().equals(heading) && definition.scopes().contains(scope.shape())) {
                List<String> row = new ArrayList<>(List.of(Wording.withUnit(definition)));
                sets.forEach(set -> row.add(wording.cell(set.find(definition.id(), scope))));
                rows.add(row);
            }
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(new Block.Table(caption, columns, rows));
    }

    /** One row per service. */
    Optional<Block> services(FigureSet set, List<String> figures, String caption) {
        TreeSet<String> services = new TreeSet<>();
        figures.forEach(id -> set.list(id, "service")
                .forEach(figure -> services.add(figure.scope().service())));
        return table(set, figures, services.stream().map(Scope::ofService).toList(), "Samverkanstjänst", caption);
    }

    /** One row per scope. */
    Optional<Block> table(FigureSet set, List<String> figures, List<Scope> scopes, String first, String caption) {
        if (scopes.isEmpty()) {
            return Optional.empty();
        }
        List<Column> columns = new ArrayList<>(List.of(Column.text(first)));
        figures.forEach(id -> columns.add(Column.figure(Wording.withUnit(catalogue.get(id)))));
        List<List<String>> rows = new ArrayList<>();
        for (Scope scope : scopes) {
            List<String> row = new ArrayList<>(List.of(wording.scope(scope)));
            figures.forEach(id -> row.add(wording.cell(set.find(id, scope))));
            rows.add(row);
        }
        return Optional.of(new Block.Table(caption, columns, rows));
    }

    /** One row per item of a figure, the largest first. */
    Optional<Block> items(FigureSet set, String figure, String first, java.util.function.UnaryOperator<String> names) {
        List<List<String>> rows = set.list(figure, "item").stream()
                .filter(Figure::isPresent)
                .sorted((a, b) -> b.value().compareTo(a.value()))
                .map(one -> List.of(names.apply(one.scope().item()), wording.cell(Optional.of(one))))
                .toList();
        FigureDefinition definition = catalogue.get(figure);
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(new Block.Table(
                        definition.nameSv(), List.of(Column.text(first), Column.figure("Antal")), rows));
    }
}
