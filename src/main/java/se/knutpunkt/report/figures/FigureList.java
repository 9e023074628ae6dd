package se.knutpunkt.report.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** Figures as they are gathered, each by its definition. */
final class FigureList {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final FigureCatalogue catalogue;
    private final List<Figure> figures = new ArrayList<>();

    FigureList(FigureCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    void add(String id, Scope scope, long value) {
        figures.add(Figure.of(catalogue.get(id), scope, value));
    }

    void add(String id, Scope scope, BigDecimal value) {
        figures.add(Figure.of(catalogue.get(id), scope, value));
    }

    /** A share of nothing is no share. */
    void addShare(String id, Scope scope, long part, long whole) {
        if (whole == 0) {
            addMissing(id, scope, Figure.NOTHING_TO_MEASURE);
        } else {
            add(
                    id,
                    scope,
                    BigDecimal.valueOf(part)
                            .multiply(HUNDRED)
                            .divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64));
        }
    }

    void addMissing(String id, Scope scope, String reason) {
        figures.add(Figure.missing(catalogue.get(id), scope, reason));
    }

    List<Figure> list() {
        return figures;
    }
}
