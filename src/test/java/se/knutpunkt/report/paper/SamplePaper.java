package se.knutpunkt.report.paper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import se.knutpunkt.report.paper.Block.Table.Column;

/** A report with something of each kind, long enough that its table goes over pages. */
final class SamplePaper {

    private SamplePaper() {}

    static Paper paper() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; i <= 49; i++) {
            rows.add(List.of(
                    "Kommun " + i,
                    SwedishNumbers.number(1234 * i),
                    SwedishNumbers.number(new BigDecimal("98.55"), 1),
                    i % 7 == 0
                            ? "Handlingsplan för driftsättningsförberedelser och informationssäkerhetsklassning pågår"
                            : "–"));
        }
        return new Paper(
                "Kvartalsrapport 2026 kvartal 3",
                "Till SITIV:s möte den 24 november 2026",
                "Rapport om samverkanstjänsterna till styrgruppen SITIV.",
                "Utkast",
                "GITS",
                List.of(
                        new Part("oversikt", "Det viktigaste", 2, false, first()),
                        new Part(
                                "ekonomi",
                                "1. Uppföljning av ekonomi",
                                2,
                                true,
                                List.of(
                                        new Block.Prose(
                                                "Samverkanstjänsternas förvaltningsorganisation redovisar kostnadsutvecklingen"
                                                        + " för informationsöverföringstjänsterna tillsammans med"
                                                        + " kommunkollektivets befolkningsfördelade finansieringsandelar."
                                                        + " Utfallet är −1 250 kr mot budget."),
                                        new Block.Table(
                                                "Andelar per kommun",
                                                List.of(
                                                        Column.text("Kommun"),
                                                        Column.figure("Kronor"),
                                                        Column.figure("Andel i tid, procent"),
                                                        Column.text("Åtgärd")),
                                                rows,
                                                List.of("Summa", "1 500 000", "", ""))))),
                List.of("Siffrornas kontrollsumma (SHA-256): " + "0123456789abcdef".repeat(4)));
    }

    private static List<Block> first() {
        return List.of(
                new Block.Prose("Tre saker avviker från vad som är lovat. SITIV behöver besluta om en.", "lead"),
                new Block.Warning("Underlaget har brister", List.of("Budget saknas för tjänsten Samordnad plan.")),
                new Block.Findings(List.of(
                        new Block.Findings.Line(
                                "serious",
                                "Allvarligt:",
                                "Tillgängligheten var 98,7 %, under målet 99,5 %.",
                                "(regel tillganglighet, tal status.availability)"),
                        new Block.Findings.Line(
                                "notable", "Värt att notera:", "Säffle är sen.", "(regel sen, tal status.in-time)"))),
                new Block.Tiles(List.of(
                        new Block.Tiles.Tile("Tillgänglighet", "98,7 %", "99,9 % kvartalet före"),
                        new Block.Tiles.Tile("Meddelanden", "412 330", "+2,1 %"),
                        new Block.Tiles.Tile("Inskrivningsmeddelanden inom ett dygn", "97,2 %", "97,0 %"),
                        new Block.Tiles.Tile("Utfall mot budget", "−12 000 kr", "–"))),
                new Block.Charts(List.of(
                        Chart.of(
                                "Tillgänglighet, procent",
                                series("99.91", "99.8", null, "99.95", "98.7"),
                                true,
                                2,
                                "%",
                                new BigDecimal("99.5")),
                        Chart.of(
                                "Meddelanden, tusental",
                                series("380", "395", "401", "388", "412"),
                                false,
                                0,
                                "tusen",
                                null))));
    }

    private static List<Chart.Value> series(String... values) {
        List<Chart.Value> series = new ArrayList<>();
        String[] labels = {"kv 3 2025", "kv 4", "kv 1 2026", "kv 2", "kv 3"};
        for (int i = 0; i < values.length; i++) {
            series.add(new Chart.Value(labels[i], values[i] == null ? null : new BigDecimal(values[i])));
        }
        return series;
    }
}
