package se.knutpunkt.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists as parties give them, with the mistakes people and spreadsheets make. */
class PartyListReaderTest {

    private static final String ID = "5f0c7a52-4c63-4a7b-8f57-0a4f2b8f1c01";

    @Test
    void everyColumnIsReadInAnyOrder() {
        PartyList list = csv("time,hash,id,attempt,state,event,delivery\r\n2026-11-20T12:00:00+01:00," + "AB".repeat(32)
                + "," + ID + ",2,accepted,admission-notice,00000000-0000-7000-8000-00000000000A\r\n");

        assertThat(list.problems()).isEmpty();
        assertThat(list.lines())
                .containsExactly(new PartyLine(
                        2,
                        ID,
                        "00000000-0000-7000-8000-00000000000a",
                        "ab".repeat(32),
                        "admission-notice",
                        Instant.parse("2026-11-20T11:00:00Z"),
                        "accepted",
                        2));
    }

    @Test
    void aSpreadsheetsByteOrderMarkSemicolonsQuotesAndEmptyLastLineAreTaken() {
        PartyList list = csv("\uFEFF\"id\";\"hash\"\r\n\"m-1\";\"\"\r\n\r\n");

        assertThat(list.problems()).isEmpty();
        assertThat(list.lines()).extracting(PartyLine::id).containsExactly("m-1");
    }

    @Test
    void anEmptyListOfADayWithoutMessagesIsAList() {
        assertThat(csv("id\n").problems()).isEmpty();
        assertThat(csv("id\n").lines()).isEmpty();
        assertThat(json("{\"entries\":[]}").problems()).isEmpty();
    }

    /** Found by fuzzing. */
    @Test
    void nothingButAByteOrderMarkLacksTheColumns() {
        assertThat(csv("\uFEFF").problems()).containsExactly(new ListProblem(1, "id", ListProblem.Kind.COLUMN_MISSING));
        assertThat(csv("\uFEFF \r\n").lines()).isEmpty();
    }

    @Test
    void everyMistakeIsToldByItsLine() {
        PartyList list = csv("id,hash,time,state,attempt,delivery,event\n"
                + "m-1,xyz,,,,,\n"
                + ",,,,,,\n"
                + "m-3,,2026-11-20 12:00,,,,\n"
                + "m-4,,,perhaps,,,\n"
                + "m-5,,,,0,,\n"
                + "m-6,,,,,not-a-uuid,\n"
                + "m-7,,,,,,not an event\n"
                + "m-8\n");

        assertThat(list.problems())
                .extracting(problem -> problem.line() + " " + problem.place() + " " + problem.kind())
                .containsExactly(
                        "2 hash HASH_WRONG",
                        "3 id ID_WRONG",
                        "4 time TIME_WRONG",
                        "5 state STATE_WRONG",
                        "6 attempt ATTEMPT_WRONG",
                        "7 delivery DELIVERY_WRONG",
                        "8 event EVENT_WRONG",
                        "9 7 TOO_FEW_OR_MANY");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "''|1 id COLUMN_MISSING",
                "hash|1 id COLUMN_MISSING",
                "id,id|1 id COLUMN_TWICE",
                "id,name|1 2 COLUMN_UNKNOWN",
                "m-1,m-2|1 1 COLUMN_UNKNOWN"
            })
    void aFirstLineThatNamesNoColumnsIsTold(String header, String expected) {
        PartyList list = csv(header.replace("''", "") + "\n");

        assertThat(list.problems().get(0))
                .extracting(problem -> problem.line() + " " + problem.place() + " " + problem.kind())
                .isEqualTo(expected);
    }

    @Test
    void whatIsNoUtf8IsTold() {
        PartyList list = read("id\nm-1\nå\n", StandardCharsets.ISO_8859_1, false);

        assertThat(list.problems())
                .extracting(ListProblem::place, ListProblem::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("UTF-8", ListProblem.Kind.NOT_READABLE));
    }

    @Test
    void aQuoteThatIsNeverClosedIsTold() {
        assertThat(csv("id\n\"m-1\nm-2\n").problems())
                .extracting(ListProblem::kind)
                .containsExactly(ListProblem.Kind.NOT_READABLE);
    }

    @Test
    void linesAndBytesAndMistakesAreBounded() {
        String many = IntStream.range(0, 200).mapToObj(i -> "m-" + i).collect(Collectors.joining("\n", "id\n", "\n"));

        assertThat(new PartyListReader(100, 10_000).read(stream(many), false).problems())
                .extracting(ListProblem::kind, ListProblem::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ListProblem.Kind.TOO_MANY_LINES, 102));
        assertThat(new PartyListReader(1000, 500).read(stream(many), false).problems())
                .extracting(ListProblem::kind)
                .containsExactly(ListProblem.Kind.TOO_LARGE);
        assertThat(csv("id,hash\n" + "m,x\n".repeat(100)).problems()).hasSize(ListChecker.MOST_PROBLEMS);
    }

    @Test
    void jsonIsReadWithTheSameNames() {
        PartyList list = json("{\"entries\":[{\"id\":\"m-1\",\"attempt\":2},{\"id\":\"m-2\",\"hash\":null}]}");

        assertThat(list.problems()).isEmpty();
        assertThat(list.lines()).extracting(PartyLine::id).containsExactly("m-1", "m-2");
        assertThat(list.lines().get(0).attempt()).isEqualTo(2);
    }

    @Test
    void jsonThatIsNoListIsTold() {
        for (String wrong : List.of(
                "",
                "[]",
                "{\"entries\":{}}",
                "{\"other\":[]}",
                "{\"entries\":[1]}",
                "{\"entries\":[{\"id\":[]}]}",
                "{\"entries\":[{\"id\":\"a\",\"id\":\"b\"}]}",
                "{\"entries\":[{\"id\":\"a\"}",
                "{\"entries\":[]} x",
                "{\"entries\":[{\"id\":\"a\",\"name\":\"b\"}]}")) {
            assertThat(json(wrong).problems()).as(wrong).isNotEmpty();
        }
    }

    @Test
    void everyKindOfProblemAndFindingHasItsTextsInBothLanguages() {
        ReconciliationTexts texts = new ReconciliationTexts();
        for (java.util.Locale locale : List.of(java.util.Locale.forLanguageTag("sv"), java.util.Locale.ENGLISH)) {
            for (String part : List.of("text", "mend")) {
                for (ListProblem.Kind kind : ListProblem.Kind.values()) {
                    assertThat(texts.problem(new ListProblem(1, "x", kind), part, locale))
                            .isNotBlank()
                            .doesNotContain("{");
                }
                for (FindingKind kind : FindingKind.values()) {
                    assertThat(texts.finding(kind.code(), part, locale)).isNotBlank();
                }
            }
        }
        assertThat(texts.finding("not-received", "text", java.util.Locale.forLanguageTag("sv")))
                .isEqualTo("Levererat av navet med positivt svar, men parten har inte fått det.");
    }

    private static PartyList csv(String text) {
        return read(text, StandardCharsets.UTF_8, false);
    }

    private static PartyList json(String text) {
        return read(text, StandardCharsets.UTF_8, true);
    }

    private static PartyList read(String text, Charset charset, boolean json) {
        return new PartyListReader(1_000, 1_000_000).read(new ByteArrayInputStream(text.getBytes(charset)), json);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
