package se.knutpunkt.report.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.directory.Directory;

/** Makes the whole set of a period from the sources, with what is too small taken away. */
public final class FigureMaker {

    /** Name of the parameter that says by which configuration a set was made. */
    static final String CONFIGURATION = "configuration";

    private final FigureCatalogue catalogue;
    private final Deviations deviations;
    private final List<FigureSource> sources;

    public FigureMaker(FigureCatalogue catalogue, Deviations deviations, List<FigureSource> sources) {
        this.catalogue = catalogue;
        this.deviations = deviations;
        this.sources = List.copyOf(sources);
    }

    /** @param configuration hash of the snapshot that the directory is of */
    public FigureSet make(Period period, Directory directory, String configuration) {
        ReportParameters parameters = ReportParameters.of(directory);
        List<Figure> figures = new ArrayList<>();
        sources.forEach(source -> figures.addAll(source.list(period, directory)));
        SmallCells smallCells = new SmallCells(catalogue, new PartyScopes(directory), parameters.number("smallCell"));
        Map<String, String> by = new TreeMap<>(parameters.asMap());
        by.put(CONFIGURATION, configuration);
        return new FigureSet(period, 0, null, by, smallCells.suppress(figures), deviations.list(period, directory));
    }
}
