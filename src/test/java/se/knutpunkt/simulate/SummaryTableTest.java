package se.knutpunkt.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import se.knutpunkt.simulate.SummaryFigures.ReceiverRow;
import se.knutpunkt.simulate.SummaryFigures.TimeRow;

class SummaryTableTest {

    private static final Path EXPECTED = Path.of("test-data/summary/expected.txt");

    @Test
    void summaryIsWrittenAsTheGoldenFileShows() throws IOException {
        String written = print(figures(List.of()));
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(EXPECTED.getParent());
            Files.writeString(EXPECTED, written);
            throw new AssertionError("golden file written; read the difference and run again");
        }
        assertThat(written).isEqualTo(Files.readString(EXPECTED));
        assertThat(written.lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void answersThatWereNotExpectedAreListed() {
        assertThat(print(figures(List.of("death 3 deceased (fhir-json): REFUSED [HUB-312]"))))
                .contains("1 answers were not those the traffic expects:")
                .contains("  death 3 deceased (fhir-json): REFUSED [HUB-312]");
    }

    private static String print(SummaryFigures figures) {
        StringWriter written = new StringWriter();
        new SummaryTable(new PrintWriter(written)).print(figures);
        return written.toString().replace(System.lineSeparator(), "\n");
    }

    private static SummaryFigures figures(List<String> surprises) {
        TrafficResult traffic = new TrafficResult(
                new TreeMap<>(Map.of(
                        "adt hl7v2", new SenderCounts(1240, 40, 0, 1200, 0),
                        "hospital fhir-json", new SenderCounts(1611, 1590, 21, 0, 0),
                        "social-services event-json", new SenderCounts(702, 698, 4, 0, 0))),
                new TreeMap<>(Map.of("HUB-113", 4L, "HUB-101", 12L, "HUB-201", 4L)),
                surprises,
                Map.of(),
                296,
                4,
                Duration.ofMillis(31_250));
        return new SummaryFigures(
                traffic,
                new TreeMap<>(Map.of("ACCEPTED", 2328L, "REFUSED", 25L, "NOWHERE", 1200L)),
                List.of(
                        new ReceiverRow("Ale", 61, 61, 0, 0),
                        new ReceiverRow("Åmål", 22, 20, 1, 1),
                        new ReceiverRow("Göteborg", 1803, 1803, 0, 0)),
                new ReceiverRow("Hospitals, primary care and others", 2210, 2210, 0, 0),
                new TreeMap<>(Map.of("accepted", 2328L, "kvittens", 410L, "received", 4094L)),
                List.of(new TimeRow("decode", 3553, 0.2, 0.6, 1.4), new TimeRow("record", 2353, 4.1, 9.8, 21.7)),
                new TimeRow("accepted to delivered", 4094, 18.4, 61.0, 140.2),
                new PartyCounts(4094, 0, 3, 0, 1990, 0, 0),
                List.of(),
                512_000_000,
                Duration.ofMillis(9_430));
    }
}
