package se.knutpunkt.report.compose;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureDefinition;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Scope;
import se.knutpunkt.report.figures.Unit;
import se.knutpunkt.report.finding.Finding;
import se.knutpunkt.report.paper.Block;
import se.knutpunkt.report.paper.Chart;
import se.knutpunkt.report.paper.Part;

/** The page that a director reads in two minutes: what stands out, the few figures, what has to be decided. It stays within one page. */
final class FirstPage {

    /** What is more is told under its heading. */
    static final int SHOWN_FINDINGS = 6;

    static final int SHOWN_FLAWS = 3;
    private static final List<String> TILES = List.of(
            "status.availability",
            "status.accepted",
            "status.law.admission-notice.in-time",
            "status.delivered-late-share");
    private static final List<String> CHARTS = List.of("status.availability", "status.accepted");
    private static final int LONGEST_FLAW = 160;

    private final FigureCatalogue catalogue;
    private final Wording wording;

    FirstPage(FigureCatalogue catalogue, Wording wording) {
        this.catalogue = catalogue;
        this.wording = wording;
    }

    Part of(Material material, List<Finding> findings, List<String> flaws) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(lead(findings, flaws), "lead"));
        if (!material.text(Heading.SUMMARY).isEmpty()) {
            blocks.add(new Block.Prose(material.text(Heading.SUMMARY)));
        }
        if (!flaws.isEmpty()) {
            blocks.add(new Block.Warning("Brister i underlaget", shortened(flaws)));
        }
        if (!findings.isEmpty()) {
            blocks.add(findings(findings));
        }
        blocks.add(tiles(material, Scope.WHOLE));
        blocks.add(charts(material, Scope.WHOLE, CHARTS));
        blocks.add(new Block.Heading("Det här behöver SITIV ta ställning till"));
        List<String> decisions = findings.stream()
                .map(Finding::decision)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
        blocks.add(
                decisions.isEmpty()
                        ? new Block.Prose("Siffrorna kräver inget ställningstagande.")
                        : new Block.Bullets(decisions));
        return new Part("oversikt", Heading.SUMMARY.text(), 2, false, blocks);
    }

    private static String lead(List<Finding> findings, List<String> flaws) {
        if (findings.isEmpty()) {
            return flaws.isEmpty()
                    ? "Inget sticker ut: alla regler är prövade mot siffrorna och ingen har slagit till."
                    : "Inget sticker ut i de siffror som finns, men underlaget har brister.";
        }
        long serious = findings.stream()
                .filter(one -> one.severity() == Finding.Severity.SERIOUS)
                .count();
        if (findings.size() == 1) {
            return serious == 1 ? "En sak sticker ut, och den är allvarlig." : "En sak sticker ut.";
        }
        String many = words(findings.size()) + " saker sticker ut";
        if (serious == 0) {
            return many + ".";
        }
        return many + ", varav "
                + (serious == 1 ? "en allvarlig." : words(serious).toLowerCase(Locale.ROOT) + " allvarliga.");
    }

    private static String words(long count) {
        List<String> words =
                List.of("Noll", "En", "Två", "Tre", "Fyra", "Fem", "Sex", "Sju", "Åtta", "Nio", "Tio", "Elva", "Tolv");
        return count < words.size() ? words.get((int) count) : Long.toString(count);
    }

    private static List<String> shortened(List<String> flaws) {
        List<String> shown = new ArrayList<>(flaws.stream()
                .limit(SHOWN_FLAWS)
                .map(flaw -> flaw.length() <= LONGEST_FLAW
                        ? flaw
                        : flaw.substring(0, flaw.lastIndexOf(' ', LONGEST_FLAW)) + " … (hela listan i bilaga D)")
                .toList());
        if (flaws.size() > SHOWN_FLAWS) {
            shown.add("Ytterligare " + (flaws.size() - SHOWN_FLAWS) + " står i bilaga D.");
        }
        return shown;
    }

    static Block findings(List<Finding> findings) {
        List<Block.Findings.Line> lines = new ArrayList<>(findings.stream()
                .limit(SHOWN_FINDINGS)
                .map(one -> new Block.Findings.Line(
                        one.severity().code(),
                        one.severity().word(),
                        one.sentence(),
                        "(regel " + one.rule() + ", tal " + one.figure() + ")"))
                .toList());
        if (findings.size() > SHOWN_FINDINGS) {
            lines.add(new Block.Findings.Line(
                    "notable", "Dessutom:", (findings.size() - SHOWN_FINDINGS) + " till, i bilaga C.", ""));
        }
        return new Block.Findings(lines);
    }

    Block tiles(Material material, Scope scope) {
        return new Block.Tiles(TILES.stream()
                .map(id -> tile(catalogue.get(id), material, scope))
                .toList());
    }

    private Block.Tiles.Tile tile(FigureDefinition definition, Material material, Scope scope) {
        Optional<Figure> now = material.now().find(definition.id(), scope);
        String beside = material.previous()
                .map(before -> Wording.change(
                        now.flatMap(Figure::find).orElse(null),
                        before.value(definition.id(), scope).orElse(null),
                        definition.unit(),
                        definition.decimals()))
                .orElse("");
        return new Block.Tiles.Tile(
                definition.nameSv(),
                wording.shown(now),
                beside.isEmpty() ? "jämförelse saknas" : beside + " mot perioden före");
    }

    Block charts(Material material, Scope scope, List<String> figures) {
        List<FigureSet> sets = new ArrayList<>(material.before());
        sets.add(material.now());
        return new Block.Charts(figures.stream()
                .map(catalogue::get)
                .map(definition -> {
                    List<Chart.Value> series = new ArrayList<>();
                    for (int i = 0; i < sets.size(); i++) {
                        BigDecimal value =
                                sets.get(i).value(definition.id(), scope).orElse(null);
                        series.add(new Chart.Value(Wording.tick(sets.get(i).period(), i == 0), value));
                    }
                    boolean share = definition.unit() == Unit.PERCENT;
                    return Chart.of(
                            Wording.withUnit(definition),
                            series,
                            share,
                            Math.min(definition.decimals(), 2),
                            Wording.unit(definition.unit()),
                            null);
                })
                .toList());
    }
}
