package se.knutpunkt.report.paper;

import java.util.List;

/** A piece of a part. The template knows each kind by its name. */
public sealed interface Block {

    /** The name that the template goes by. */
    default String kind() {
        return getClass().getSimpleName();
    }

    /** A paragraph; {@code style} is empty, lead or small. */
    record Prose(String text, String style) implements Block {
        public Prose(String text) {
            this(text, "");
        }
    }

    /** A list with dots. */
    record Bullets(List<String> items) implements Block {
        public Bullets {
            items = List.copyOf(items);
        }
    }

    /** What may not be overlooked, with a heading of its own. */
    record Warning(String heading, List<String> items) implements Block {
        public Warning {
            items = List.copyOf(items);
        }
    }

    /** A heading within a part. */
    record Heading(String text) implements Block {}

    /** What named rules found. */
    record Findings(List<Line> lines) implements Block {
        public Findings {
            lines = List.copyOf(lines);
        }

        /**
         * @param severity serious, notable or good
         * @param word the severity in Swedish: colour alone says nothing
         * @param by the rule and figure behind it
         */
        public record Line(String severity, String word, String sentence, String by) {}
    }

    /** Few figures in large letters, side by side. */
    record Tiles(List<Tile> tiles) implements Block {
        public Tiles {
            tiles = List.copyOf(tiles);
        }

        /** @param beside what it is compared with */
        public record Tile(String name, String value, String beside) {}
    }

    /** Charts side by side. */
    record Charts(List<Chart> charts) implements Block {
        public Charts {
            charts = List.copyOf(charts);
        }
    }

    /** Rows under heads that are repeated on each page. */
    record Table(String caption, List<Column> columns, List<List<String>> rows, List<String> sum) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            sum = List.copyOf(sum);
        }

        public Table(String caption, List<Column> columns, List<List<String>> rows) {
            this(caption, columns, rows, List.of());
        }

        /** @param figure numbers stand to the right */
        public record Column(String name, boolean figure) {
            public static Column text(String name) {
                return new Column(name, false);
            }

            public static Column figure(String name) {
                return new Column(name, true);
            }
        }
    }
}
