package se.knutpunkt.report.compose;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.Service;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureDefinition;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.report.figures.Scope;
import se.knutpunkt.report.figures.Unit;
import se.knutpunkt.report.paper.SwedishNumbers;

/** Names, periods and values in words. */
final class Wording {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private final Directory directory;
    private final FigureCatalogue catalogue;

    Wording(Directory directory, FigureCatalogue catalogue) {
        this.directory = directory;
        this.catalogue = catalogue;
    }

    /** A party's or service's name; the id where it has none, such as one that is gone. */
    String name(String id) {
        return directory
                .findParty(id)
                .map(Party::name)
                .or(() -> directory.findService(id).map(Service::sv))
                .orElse(id.startsWith("subregion:") ? id.substring("subregion:".length()) : id);
    }

    String scope(Scope scope) {
        return scope.isWhole()
                ? "hela navet"
                : String.join(
                                ", ",
                                scope.service().isEmpty() ? "" : name(scope.service()),
                                scope.party().isEmpty() ? "" : name(scope.party()),
                                scope.item())
                        .replaceAll("^(, )+|(, )+$|(?<=, ), ", "");
    }

    /** The value with its unit, or in words why there is none. */
    String shown(Optional<Figure> figure) {
        return figure.map(this::shown).orElse(reason(Figure.NO_DATA));
    }

    String shown(Figure figure) {
        return figure.isPresent()
                ? SwedishNumbers.withUnit(
                        figure.value(), catalogue.get(figure.id()).decimals(), unit(figure.unit()))
                : reason(figure.reason());
    }

    /** For tables: the unit stands in the head, and what is missing is a dash. */
    String cell(Optional<Figure> figure) {
        return figure.map(one -> one.isPresent()
                        ? SwedishNumbers.number(
                                one.value(), catalogue.get(one.id()).decimals())
                        : one.state() == Figure.State.SUPPRESSED ? "färre än 5" : SwedishNumbers.UNKNOWN)
                .orElse(SwedishNumbers.UNKNOWN);
    }

    String reason(String reason) {
        return catalogue.reason(reason, SWEDISH);
    }

    /** As a head or caption: Tillgänglighet, procent. */
    static String withUnit(FigureDefinition definition) {
        return definition.unit() == Unit.COUNT
                ? definition.nameSv()
                : definition.nameSv() + ", " + word(definition.unit());
    }

    static String unit(Unit unit) {
        return switch (unit) {
            case COUNT -> "";
            case PERCENT -> "%";
            case SECONDS -> "s";
            case MINUTES -> "min";
            case DAYS -> "dagar";
            case KRONOR -> "kr";
        };
    }

    static String word(Unit unit) {
        return switch (unit) {
            case COUNT -> "antal";
            case PERCENT -> "procent";
            case SECONDS -> "sekunder";
            case MINUTES -> "minuter";
            case DAYS -> "dagar";
            case KRONOR -> "kronor";
        };
    }

    /** kvartal 3 2026, or 2026. */
    static String period(Period period) {
        return period.isYear() ? "" + period.year() : "kvartal " + period.quarter() + " " + period.year();
    }

    /** Under a chart: the year stands where it begins. */
    static String tick(Period period, boolean first) {
        return period.isYear()
                ? "" + period.year()
                : "kv " + period.quarter() + (first || period.quarter() == 1 ? " " + period.year() : "");
    }

    /** How it went since the period before: +2,1 % or +0,3 enheter. */
    static String change(BigDecimal now, BigDecimal before, Unit unit, int decimals) {
        if (now == null || before == null) {
            return "";
        }
        BigDecimal difference = now.subtract(before);
        if (difference.signum() == 0) {
            return "oförändrat";
        }
        String sign = difference.signum() > 0 ? "+" : "";
        return sign
                + SwedishNumbers.number(difference, decimals)
                + (unit == Unit.PERCENT ? "\u00a0procentenheter" : unit(unit).isEmpty() ? "" : "\u00a0" + unit(unit));
    }
}
