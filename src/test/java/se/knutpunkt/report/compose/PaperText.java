package se.knutpunkt.report.compose;

import java.util.stream.Collectors;
import se.knutpunkt.report.paper.Block;
import se.knutpunkt.report.paper.Chart;
import se.knutpunkt.report.paper.Part;

/** A part of a report as plain lines, for golden cases. */
final class PaperText {

    private PaperText() {}

    static String of(Part part) {
        return "## " + part.heading() + "\n"
                + part.blocks().stream()
                        .map(PaperText::of)
                        .collect(Collectors.joining("\n"))
                        .replace('\u00a0', ' ')
                + "\n";
    }

    private static String of(Block block) {
        if (block instanceof Block.Prose prose) {
            return prose.text();
        } else if (block instanceof Block.Bullets bullets) {
            return bullets.items().stream().map(item -> "- " + item).collect(Collectors.joining("\n"));
        } else if (block instanceof Block.Warning warning) {
            return "! " + warning.heading() + "\n"
                    + warning.items().stream().map(item -> "! - " + item).collect(Collectors.joining("\n"));
        } else if (block instanceof Block.Heading heading) {
            return "### " + heading.text();
        } else if (block instanceof Block.Findings findings) {
            return findings.lines().stream()
                    .map(line -> "* " + line.word() + " " + line.sentence() + " " + line.by())
                    .collect(Collectors.joining("\n"));
        } else if (block instanceof Block.Tiles tiles) {
            return tiles.tiles().stream()
                    .map(tile -> "[" + tile.name() + ": " + tile.value() + "; " + tile.beside() + "]")
                    .collect(Collectors.joining("\n"));
        } else if (block instanceof Block.Charts charts) {
            return charts.charts().stream().map(Chart::alt).collect(Collectors.joining("\n"));
        } else if (block instanceof Block.Table table) {
            return "| " + table.caption() + "\n"
                    + table.rows().stream()
                            .map(row -> "| " + String.join(" | ", row))
                            .collect(Collectors.joining("\n"));
        }
        throw new IllegalStateException(block.kind());
    }
}
