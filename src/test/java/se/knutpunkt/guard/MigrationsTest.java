package se.knutpunkt.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds migrations to what a rolling upgrade needs (src/adr/0020): nodes of the version before work on beside the migrated tables, so
 * nothing they use is dropped, renamed or narrowed, unless a line of the file says since which version nobody uses it.
 */
class MigrationsTest {

    private static final Path FOLDER = Path.of("src/main/resources/db/migration");
    /** No version was in use before these. */
    private static final int BEFORE_THE_RULE = 8;

    private static final Pattern NAME = Pattern.compile("V(\\d+)__[a-z0-9_]+\\.sql");
    private static final Pattern MARK = Pattern.compile("(?m)^-- contracts: \\S.*, unused since \\d+(\\.\\d+)*$");
    private static final List<Pattern> NARROWING = List.of(
            Pattern.compile("\\bDROP (?!NOT NULL\\b)[A-Z]+"),
            Pattern.compile("\\bRENAME\\b"),
            Pattern.compile("\\bALTER COLUMN \\w+ (SET DATA )?TYPE\\b"),
            Pattern.compile("\\bSET NOT NULL\\b"),
            Pattern.compile("\\bADD CONSTRAINT\\b"),
            Pattern.compile("\\bADD COLUMN (?![^,;]*\\bDEFAULT\\b)[^,;]*\\bNOT NULL\\b"),
            Pattern.compile("\\bTRUNCATE TABLE\\b"));

    @Test
    void noMigrationTakesAwayWhatTheVersionBeforeNeeds() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                assertThat(name.matches()).as(file.toString()).isTrue();
                if (Integer.parseInt(name.group(1)) > BEFORE_THE_RULE) {
                    narrowing(Files.readString(file))
                            .forEach(found -> broken.add(file.getFileName() + ": " + found
                                    + "; first let a version go out that does without it, then mark the file"));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE delivery DROP COLUMN attempts;",
                "DROP FUNCTION record_answer(text);",
                "alter table delivery\n  rename column attempts to tries;",
                "ALTER TABLE node ALTER COLUMN clock_offset_ms TYPE integer;",
                "ALTER TABLE delivery ALTER COLUMN mapping SET NOT NULL;",
                "ALTER TABLE delivery ADD CONSTRAINT some CHECK (attempts < 9);",
                "ALTER TABLE delivery ADD COLUMN note text NOT NULL;",
                "-- contracts: the old column\nDROP TABLE node;"
            })
    void whatWouldBreakTheVersionBeforeIsFound(String sql) {
        assertThat(narrowing(sql)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE delivery ADD COLUMN note text;",
                "ALTER TABLE delivery ADD COLUMN note text NOT NULL DEFAULT '';",
                "ALTER TABLE delivery ADD COLUMN note integer DEFAULT 0 NOT NULL;",
                "ALTER TABLE delivery ALTER COLUMN mapping DROP NOT NULL;",
                "CREATE TABLE thing (id uuid NOT NULL PRIMARY KEY);",
                "-- DROP TABLE in a remark\nCREATE INDEX some ON delivery (mapping);",
                "-- contracts: delivery.note, unused since 2\nALTER TABLE delivery DROP COLUMN note;"
            })
    void whatTheVersionBeforeCanLiveWithPasses(String sql) {
        assertThat(narrowing(sql)).isEmpty();
    }

    private static List<String> narrowing(String sql) {
        if (MARK.matcher(sql).find()) {
            return List.of();
        }
        String statements =
                sql.replaceAll("--[^\\n]*", "").replaceAll("\\s+", " ").toUpperCase(Locale.ROOT);
        List<String> found = new ArrayList<>();
        for (Pattern pattern : NARROWING) {
            Matcher matcher = pattern.matcher(statements);
            while (matcher.find()) {
                found.add(matcher.group());
            }
        }
        return found;
    }
}
