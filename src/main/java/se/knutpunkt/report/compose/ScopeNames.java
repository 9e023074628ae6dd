package se.knutpunkt.report.compose;

import java.util.Optional;
import java.util.function.Supplier;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.Scope;

/** What a figure is of, and its value, as the report words them; by the configuration in force when asked. */
public final class ScopeNames {

    private final Supplier<Directory> directory;
    private final FigureCatalogue catalogue;

    public ScopeNames(Supplier<Directory> directory, FigureCatalogue catalogue) {
        this.directory = directory;
        this.catalogue = catalogue;
    }

    public String of(Scope scope) {
        return new Wording(directory.get(), catalogue).scope(scope);
    }

    public String value(Optional<Figure> figure) {
        return new Wording(directory.get(), catalogue).shown(figure);
    }
}
