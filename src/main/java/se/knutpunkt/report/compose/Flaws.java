package se.knutpunkt.report.compose;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import se.knutpunkt.directory.GoverningDocument;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Period;
import se.knutpunkt.report.paper.SwedishNumbers;

/** What is wrong with what the report is made of. It is said on the first page, of a draft and of a final one. */
final class Flaws {

    private final FigureCatalogue catalogue;

    Flaws(FigureCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<String> list(Material material) {
        Period period = material.now().period();
        List<String> flaws = new ArrayList<>();
        if (material.now().revision() == 0) {
            flaws.add(
                    "Siffrorna är inte fastställda: de är gjorda ur liggaren nu och kan ändras tills perioden fryses.");
        }
        if (material.owner().isEmpty()) {
            flaws.add("Rapporten har ingen namngiven ägare.");
        }
        missing(material.now(), flaws);
        if (material.before().isEmpty()) {
            flaws.add("Inga tidigare perioder är fastställda: utvecklingen över tid kan inte visas.");
        }
        if (catalogue.list().stream().anyMatch(one -> one.heading().equals(Heading.ECONOMY.code()))
                && material.now().figures().stream().noneMatch(one -> isEconomy(one) && one.isPresent())) {
            flaws.add("Budget och utfall saknas för perioden.");
        }
        documents(material, period, flaws);
        flaws.addAll(material.standing().flaws());
        return flaws;
    }

    private boolean isEconomy(Figure figure) {
        return catalogue
                .find(figure.id())
                .filter(one -> one.heading().equals(Heading.ECONOMY.code()))
                .isPresent();
    }

    private void missing(FigureSet set, List<String> flaws) {
        List<String> names = catalogue.list().stream()
                .filter(definition -> definition.scopes().contains("whole"))
                .filter(definition -> set.find(definition.id())
                        .map(figure -> figure.state() == Figure.State.MISSING
                                && figure.reason().equals(Figure.NO_DATA))
                        .orElse(true))
                .filter(definition -> !definition.heading().equals(Heading.ECONOMY.code()))
                .map(definition -> definition.nameSv())
                .toList();
        if (!names.isEmpty()) {
            flaws.add("Uppgift saknas för " + names.size() + " tal: " + String.join("; ", names) + ".");
        }
    }

    private static void documents(Material material, Period period, List<String> flaws) {
        for (GoverningDocument document : material.directory().listDocuments()) {
            document.validUntil()
                    .filter(day -> !day.isBefore(period.firstDay()) && !day.isAfter(period.lastDay()))
                    .ifPresent(day -> flaws.add("Dokumentet ”" + document.name()
                            + "” slutade gälla under perioden, den " + SwedishNumbers.date(day) + "."));
            if (document.validFrom().isAfter(period.lastDay())) {
                flaws.add("Dokumentet ”" + document.name() + "” gällde inte under perioden: det gäller från den "
                        + SwedishNumbers.date(document.validFrom()) + ".");
            }
        }
        TreeSet<String> without = new TreeSet<>();
        for (Party party : material.directory().listParties()) {
            if (party.kind() == PartyKind.MUNICIPALITY && party.population() == 0) {
                without.add(party.name());
            }
        }
        if (!without.isEmpty()) {
            flaws.add("Invånarantal saknas för " + String.join(", ", without) + ".");
        }
    }

    /** Why there can be no report yet; empty when there can. */
    static String notOver(Period period, Instant now) {
        return period.isOver(now)
                ? ""
                : Wording.period(period) + " är inte slut: dess sista dag är den "
                        + SwedishNumbers.date(period.lastDay()) + ".";
    }
}
