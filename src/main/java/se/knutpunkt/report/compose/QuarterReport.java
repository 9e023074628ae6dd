package se.knutpunkt.report.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Scope;
import se.knutpunkt.report.finding.Finding;
import se.knutpunkt.report.finding.FindingEngine;
import se.knutpunkt.report.finding.FindingRules;
import se.knutpunkt.report.paper.Block;
import se.knutpunkt.report.paper.Block.Table.Column;
import se.knutpunkt.report.paper.Paper;
import se.knutpunkt.report.paper.Part;
import se.knutpunkt.report.paper.SwedishNumbers;

/** Composes the report to the steering group: first page, the five headings of the agreement, what became of decisions, appendices. */
public final class QuarterReport {

    private static final List<String> BY_SERVICE =
            List.of("status.accepted", "status.deliveries", "status.delivered", "status.undelivered");
    private static final List<String> BY_PARTY = List.of(
            "status.accepted",
            "status.delivered",
            "status.delivered-late-share",
            "status.delivery-time.p95",
            "status.law.admission-notice.in-time",
            "status.undelivered",
            "deviations.incidents");

    private final FigureCatalogue catalogue;
    private final FindingRules rules;

    public QuarterReport(FigureCatalogue catalogue, FindingRules rules) {
        this.catalogue = catalogue;
        this.rules = rules;
    }

    public Paper compose(Material material) {
        Wording wording = new Wording(material.directory(), catalogue);
        FigureTables tables = new FigureTables(catalogue, wording);
        List<Finding> findings = findings(material);
        List<String> flaws = new Flaws(catalogue).list(material);
        List<Part> parts = new ArrayList<>();
        parts.add(new FirstPage(catalogue, wording).of(material, findings, flaws));
        parts.add(economy(material, tables));
        parts.add(status(material, tables));
        parts.add(development(material, wording));
        parts.add(new DeviationPart(wording, tables).of(material));
        parts.add(other(material));
        parts.add(decisions(material));
        parts.add(corrections(material));
        parts.add(municipalities(material, tables));
        parts.add(definitions());
        parts.add(rules(findings));
        if (!flaws.isEmpty()) {
            parts.add(
                    new Part("brister", "Bilaga D. Brister i underlaget", 2, false, List.of(new Block.Bullets(flaws))));
        }
        return new Paper(
                Imprint.title(material, ""),
                Imprint.subtitle(material),
                "Rapport till SITIV om ekonomi, läge, utveckling och avvikelser för samverkanstjänsterna, "
                        + Wording.period(material.now().period()) + ".",
                material.isFinal() ? "" : "Utkast",
                "GITS",
                parts,
                Imprint.lines(material));
    }

    /** What stands out, the gravest first. */
    public List<Finding> findings(Material material) {
        Wording wording = new Wording(material.directory(), catalogue);
        return new FindingEngine(
                        rules,
                        catalogue,
                        wording::name,
                        id -> material.directory()
                                .findParty(id)
                                .filter(party -> party.kind() == PartyKind.MUNICIPALITY)
                                .isPresent())
                .find(material.now(), material.previous().orElse(null));
    }

    private Part economy(Material material, FigureTables tables) {
        List<Block> blocks = text(material, Heading.ECONOMY);
        tables.trend(material, Heading.ECONOMY.code(), Scope.WHOLE, "Ekonomi, hela förvaltningen")
                .ifPresent(blocks::add);
        List<String> byService = catalogue.list().stream()
                .filter(one -> one.heading().equals(Heading.ECONOMY.code())
                        && one.scopes().contains("service"))
                .map(one -> one.id())
                .toList();
        tables.services(material.now(), byService, "Ekonomi per samverkanstjänst")
                .ifPresent(blocks::add);
        List<String> byParty = catalogue.list().stream()
                .filter(one -> one.heading().equals(Heading.ECONOMY.code())
                        && one.scopes().contains("party"))
                .map(one -> one.id())
                .filter(id -> !material.now().list(id, "party").isEmpty())
                .toList();
        if (!byParty.isEmpty()) {
            tables.table(material.now(), byParty, scopes(material), "Kommun", "Andelar per kommun")
                    .ifPresent(blocks::add);
        }
        if (blocks.isEmpty()) {
            blocks.add(new Block.Prose("Uppgift saknas: varken budget eller utfall är inläst för perioden."));
        }
        return new Part("ekonomi", Heading.ECONOMY.text(), 2, true, blocks);
    }

    private Part status(Material material, FigureTables tables) {
        FigureSet now = material.now();
        List<Block> blocks = text(material, Heading.STATUS);
        tables.trend(material, Heading.STATUS.code(), Scope.WHOLE, "Alla tjänster, med tidigare perioder")
                .ifPresent(blocks::add);
        tables.services(now, BY_SERVICE, "Per samverkanstjänst").ifPresent(blocks::add);
        tables.items(now, "status.failures", "Felets nummer", one -> one).ifPresent(blocks::add);
        tables.items(now, "status.reprocessing", "Vad som gjordes", Words::action)
                .ifPresent(blocks::add);
        tables.items(now, "status.accepted-by-version", "Händelse och version", one -> one)
                .ifPresent(blocks::add);
        return new Part("lage", Heading.STATUS.text(), 2, false, blocks);
    }

    private static Part development(Material material, Wording wording) {
        List<Block> blocks = text(material, Heading.DEVELOPMENT);
        if (!material.standing().activities().isEmpty()) {
            blocks.add(new Block.Table(
                    "Utvecklingsaktiviteter",
                    List.of(Column.text("Aktivitet"), Column.text("Tjänst"), Column.text("Läge"), Column.text("Klart")),
                    material.standing().activities().stream()
                            .map(one -> List.of(
                                    one.what(),
                                    wording.name(one.service()),
                                    one.state(),
                                    SwedishNumbers.date(one.due())))
                            .toList()));
        }
        if (blocks.isEmpty()) {
            blocks.add(new Block.Prose("Inga utvecklingsaktiviteter är angivna för perioden."));
        }
        return new Part("utveckling", Heading.DEVELOPMENT.text(), 2, false, blocks);
    }

    private static Part other(Material material) {
        List<Block> blocks = text(material, Heading.OTHER);
        if (!material.standing().items().isEmpty()) {
            blocks.add(new Block.Heading("Stående punkter"));
            blocks.add(new Block.Bullets(material.standing().items()));
        }
        if (blocks.isEmpty()) {
            blocks.add(new Block.Prose("Inget övrigt att redovisa."));
        }
        return new Part("ovrigt", Heading.OTHER.text(), 2, false, blocks);
    }

    private static Part decisions(Material material) {
        List<Standing.DecisionLine> lines = material.standing().decisions();
        Block block = lines.isEmpty()
                ? new Block.Prose("Inga tidigare beslut av SITIV finns i registret över beslut.")
                : new Block.Table(
                        "SITIV:s tidigare beslut",
                        List.of(
                                Column.text("Beslut"),
                                Column.text("Datum"),
                                Column.text("Beteckning"),
                                Column.text("Läge")),
                        lines.stream()
                                .map(one -> List.of(
                                        one.what(), SwedishNumbers.date(one.day()), one.reference(), one.state()))
                                .toList());
        return new Part("beslut", "Vad som hänt med SITIV:s förra beslut", 2, false, List.of(block));
    }

    private static Part corrections(Material material) {
        Block block = material.corrections().isEmpty()
                ? new Block.Prose("Inget tal har rättats sedan det fastställdes.")
                : new Block.Table(
                        "Rättade tal",
                        List.of(
                                Column.text("Tal"),
                                Column.text("Gäller"),
                                Column.figure("Före"),
                                Column.figure("Efter"),
                                Column.text("Varför")),
                        material.corrections().stream()
                                .map(one -> List.of(one.figure(), one.scope(), one.before(), one.after(), one.why()))
                                .toList());
        return new Part("rattelser", "Rättelser sedan senaste fastställandet", 2, false, List.of(block));
    }

    private Part municipalities(Material material, FigureTables tables) {
        List<Block> blocks = new ArrayList<>();
        List<Scope> scopes = scopes(material);
        tables.table(
                        material.now(),
                        BY_PARTY,
                        scopes,
                        "Kommun",
                        scopes.size() + " kommuner, "
                                + Wording.period(material.now().period()))
                .ifPresent(blocks::add);
        blocks.add(new Block.Prose(
                "”färre än 5” betyder att talet är så litet att det kunde berätta om en person; – att uppgift saknas"
                        + " eller att det inte fanns något att mäta.",
                "small"));
        return new Part("kommuner", "Bilaga A. Kommunerna", 2, true, blocks);
    }

    private static List<Scope> scopes(Material material) {
        return material.directory().listParties().stream()
                .filter(party -> party.kind() == PartyKind.MUNICIPALITY
                        && !party.subregion().isEmpty())
                .sorted(Comparator.comparing(Party::name, Words.SWEDISH_ORDER))
                .map(party -> Scope.ofParty(party.id()))
                .toList();
    }

    private Part definitions() {
        return new Part(
                "definitioner",
                "Bilaga B. Så räknas talen",
                2,
                true,
                List.of(new Block.Table(
                        "Talens namn, hur de räknas och varifrån",
                        List.of(Column.text("Tal"), Column.text("Så räknas det"), Column.text("Källa")),
                        catalogue.list().stream()
                                .map(one -> List.of(
                                        one.nameSv() + " (" + one.id() + ")",
                                        one.definitionSv(),
                                        one.source() + (one.unconfirmed() ? " (ej bekräftad)" : "")))
                                .toList())));
    }

    private Part rules(List<Finding> findings) {
        List<Block> blocks = new ArrayList<>();
        if (findings.size() > FirstPage.SHOWN_FINDINGS) {
            blocks.add(new Block.Bullets(findings.stream()
                    .skip(FirstPage.SHOWN_FINDINGS)
                    .map(one -> one.severity().word() + " " + one.sentence() + " (regel " + one.rule() + ")")
                    .toList()));
        }
        blocks.add(new Block.Table(
                "Regler som prövats",
                List.of(Column.text("Regel"), Column.text("Tal"), Column.text("Slår till"), Column.text("Källa")),
                rules.describe()));
        return new Part("regler", "Bilaga C. Regler för vad som sticker ut", 2, false, blocks);
    }

    private static List<Block> text(Material material, Heading heading) {
        List<Block> blocks = new ArrayList<>();
        Optional.of(material.text(heading))
                .filter(text -> !text.isEmpty())
                .ifPresent(text -> text.lines()
                        .filter(line -> !line.isBlank())
                        .forEach(line -> blocks.add(new Block.Prose(line.strip()))));
        return blocks;
    }
}
