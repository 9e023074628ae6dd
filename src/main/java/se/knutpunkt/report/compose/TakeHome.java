package se.knutpunkt.report.compose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import se.knutpunkt.directory.Party;
import se.knutpunkt.directory.PartyKind;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.Scope;
import se.knutpunkt.report.finding.Finding;
import se.knutpunkt.report.paper.Block;
import se.knutpunkt.report.paper.Block.Table.Column;
import se.knutpunkt.report.paper.Paper;
import se.knutpunkt.report.paper.Part;

/** One page to take home: for a municipality, for VVG, for each subregional group. */
public final class TakeHome {

    /** The county's steering group for care together, which sees the whole. */
    public static final String VVG = "vvg";

    private static final List<String> OWN = List.of(
            "status.accepted",
            "status.delivered",
            "status.undelivered",
            "status.delivered-late-share",
            "status.delivery-time.p95",
            "status.law.admission-notice.in-time",
            "status.law.sip-invitation.in-time",
            "status.law.discharge-information.in-time",
            "deviations.incidents",
            "deviations.delayed");
    private static final List<String> OF_MEMBERS = List.of(
            "status.delivered",
            "status.delivered-late-share",
            "status.law.admission-notice.in-time",
            "deviations.incidents");

    private final FigureCatalogue catalogue;
    private final QuarterReport whole;

    public TakeHome(FigureCatalogue catalogue, QuarterReport whole) {
        this.catalogue = catalogue;
        this.whole = whole;
    }

    /** @param partyId id of a municipality, with or without {@code municipality-} */
    public Paper municipality(Material material, String partyId) {
        String id = idOf(partyId);
        Party party = material.directory()
                .findParty(id)
                .filter(one -> one.kind() == PartyKind.MUNICIPALITY)
                .orElseThrow(() -> new HubException(ErrorCode.NOT_FOUND, "municipality " + partyId, ""));
        Wording wording = new Wording(material.directory(), catalogue);
        List<Block> blocks = new ArrayList<>();
        List<Finding> own = whole.findings(material).stream()
                .filter(one -> one.scopes().contains(id))
                .toList();
        blocks.add(new Block.Prose(
                own.isEmpty()
                        ? "Inget sticker ut för " + party.name() + " under perioden."
                        : party.name() + " är med bland det som sticker ut under perioden.",
                "lead"));
        if (!own.isEmpty()) {
            blocks.add(FirstPage.findings(own));
        }
        blocks.add(new FirstPage(catalogue, wording)
                .charts(material, Scope.ofParty(id), List.of("status.delivered", "status.delivered-late-share")));
        blocks.add(beside(material, wording, Scope.ofParty(id), "Kommunen"));
        long concerned = material.now().deviations().stream()
                .filter(one -> one.parties().contains(id))
                .count();
        blocks.add(new Block.Prose(
                concerned == 0
                        ? "Ingen incident gällde kommunen."
                        : "Incidenter som gällde kommunen: " + concerned + ". Se rubrik 4 i rapporten till SITIV."));
        return paper(material, party.name(), "kommun", blocks);
    }

    /** Id of the party that is meant by {@code mark} or {@code municipality-mark}. */
    public static String idOf(String municipality) {
        return municipality.startsWith("municipality-") ? municipality : "municipality-" + municipality;
    }

    /** @param group {@link #VVG} or the name of a subregion */
    public Paper group(Material material, String group) {
        Wording wording = new Wording(material.directory(), catalogue);
        boolean all = group.equalsIgnoreCase(VVG);
        List<Party> members = material.directory().listParties().stream()
                .filter(party -> party.kind() == PartyKind.MUNICIPALITY)
                .filter(party -> all || party.subregion().equalsIgnoreCase(group))
                .sorted(Comparator.comparing(Party::name, Words.SWEDISH_ORDER))
                .toList();
        if (members.isEmpty()) {
            throw new HubException(ErrorCode.NOT_FOUND, "group " + group, "");
        }
        String name = all ? "VVG" : members.get(0).subregion();
        Scope scope = all ? Scope.WHOLE : Scope.ofSubregion(name);
        List<Finding> findings = whole.findings(material).stream()
                .filter(one -> all
                        || one.scopes().stream()
                                .anyMatch(id -> members.stream()
                                        .anyMatch(member -> member.id().equals(id))))
                .toList();
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Prose(
                findings.isEmpty()
                        ? "Inget sticker ut " + (all ? "" : "i delregionen ") + "under perioden."
                        : "Detta sticker ut " + (all ? "" : "i delregionen ") + "under perioden.",
                "lead"));
        if (!findings.isEmpty()) {
            blocks.add(FirstPage.findings(findings));
        }
        blocks.add(new FirstPage(catalogue, wording)
                .charts(material, scope, List.of("status.delivered", "status.delivered-late-share")));
        if (all) {
            blocks.add(subregions(material, wording));
        } else {
            new FigureTables(catalogue, wording)
                    .table(
                            material.now(),
                            OF_MEMBERS,
                            members.stream()
                                    .map(member -> Scope.ofParty(member.id()))
                                    .toList(),
                            "Kommun",
                            "Kommunerna i delregionen")
                    .ifPresent(blocks::add);
        }
        return paper(material, name, "grupp", blocks);
    }

    /** Names of the subregions, in order. */
    public static List<String> subregions(Material material) {
        return material.directory().listParties().stream()
                .filter(party -> party.kind() == PartyKind.MUNICIPALITY)
                .map(Party::subregion)
                .filter(name -> !name.isEmpty())
                .distinct()
                .sorted(Words.SWEDISH_ORDER)
                .toList();
    }

    private Block subregions(Material material, Wording wording) {
        return new FigureTables(catalogue, wording)
                .table(
                        material.now(),
                        List.of(
                                "status.delivered",
                                "status.delivered-late-share",
                                "status.law.admission-notice.in-time"),
                        subregions(material).stream().map(Scope::ofSubregion).toList(),
                        "Delregion",
                        "Delregionerna")
                .orElseThrow();
    }

    private Block beside(Material material, Wording wording, Scope scope, String column) {
        return new Block.Table(
                column + " bredvid hela länet",
                List.of(
                        Column.text("Tal"),
                        Column.figure(column),
                        Column.figure("Perioden före"),
                        Column.figure("Hela länet")),
                OWN.stream()
                        .map(id -> List.of(
                                Wording.withUnit(catalogue.get(id)),
                                wording.cell(material.now().find(id, scope)),
                                wording.cell(material.previous().flatMap(set -> set.find(id, scope))),
                                wording.cell(material.now().find(id))))
                        .toList());
    }

    private static Paper paper(Material material, String whose, String kind, List<Block> blocks) {
        return new Paper(
                Imprint.title(material, whose),
                "Samverkanstjänsterna. Ett blad att ta med hem. Från GITS.",
                "Sammandrag för en " + kind + " av rapporten om samverkanstjänsterna, "
                        + Wording.period(material.now().period()) + ".",
                material.isFinal() ? "" : "Utkast",
                "GITS",
                List.of(new Part("oversikt", whose, 2, false, blocks)),
                Imprint.lines(material));
    }
}
