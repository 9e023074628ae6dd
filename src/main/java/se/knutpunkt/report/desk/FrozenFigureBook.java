package se.knutpunkt.report.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.report.compose.Material;
import se.knutpunkt.report.compose.ScopeNames;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureChange;
import se.knutpunkt.report.figures.FigureRevision;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Figures;
import se.knutpunkt.report.figures.Period;

/** The figures as they are frozen in the ledger. */
final class FrozenFigureBook implements FigureBook {

    private final Figures figures;
    private final FigureCatalogue catalogue;
    private final ScopeNames names;

    FrozenFigureBook(Figures figures, FigureCatalogue catalogue, ScopeNames names) {
        this.figures = figures;
        this.catalogue = catalogue;
        this.names = names;
    }

    @Override
    public FigureSet get(Period period) {
        return figures.get(period);
    }

    @Override
    public FigureSet freeze(Period period, String byWhom) {
        return figures.freeze(period, byWhom);
    }

    @Override
    public List<FigureSet> trend(Period period) {
        return figures.trend(period);
    }

    @Override
    public List<Material.Correction> corrections(Period period) {
        List<Material.Correction> corrections = new ArrayList<>();
        for (FigureRevision revision : figures.listRevisions(period)) {
            for (FigureChange change : revision.changes()) {
                corrections.add(new Material.Correction(
                        catalogue.find(change.id()).map(one -> one.nameSv()).orElse(change.id()),
                        names.of(change.scope()),
                        names.value(Optional.ofNullable(change.before())),
                        names.value(Optional.ofNullable(change.after())),
                        revision.reason()));
            }
        }
        return corrections;
    }
}
