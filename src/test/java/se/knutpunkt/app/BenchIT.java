package se.knutpunkt.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The whole benchmark through real processes, so short that it says nothing of speed: that it is complete, and judges rightly. */
class BenchIT {

    private static final Path FOLDER = Path.of("target", "bench-it");
    private static final List<String> FIGURES = List.of(
            "start.firstSeconds",
            "start.seconds",
            "latency.2k.accept.p50Ms",
            "latency.2k.accept.p99Ms",
            "latency.2k.accept.p999Ms",
            "latency.2k.delivered.p999Ms",
            "latency.200k.delivered.p50Ms",
            "latency.2k.bytes",
            "resources.hubResidentMb",
            "resources.diskBytes",
            "cpu.hubMs",
            "cpu.databaseMs",
            "cpu.sendersMs",
            "cpu.receiversMs",
            "sustained.perSecond",
            "drain.backlog",
            "drain.seconds",
            "isolation.allMs",
            "isolation.oneGoneMs",
            "isolation.percent",
            "raw.postgresPerSecond",
            "raw.artemisPerSecond",
            "raw.httpPerSecond",
            "raw.ofPostgresPercent",
            "growth.small.rows",
            "growth.large.rows",
            "growth.acceptTimes",
            "growth.deliveredTimes",
            "growth.databaseTimes");

    @Test
    void everyFigureIsMeasuredAndEveryPromiseKept() throws Exception {
        StringWriter told = new StringWriter();
        int exitCode = new CommandLine(new Knutpunkt())
                .setOut(new PrintWriter(told, true))
                .execute(
                        "bench",
                        "--quick",
                        "--sizes=2k,200k",
                        "--rate=10",
                        "--resource-rate=12",
                        "--first-rate=10",
                        "--last-rate=12",
                        "--seconds=2",
                        "--warm-up=4",
                        "--first-rows=200",
                        "--rows=1000",
                        "--backlog=30",
                        "--concurrency=8",
                        "--folder=" + FOLDER);
        String last = told.toString().lines().reduce("", (before, line) -> line);
        assertThat(exitCode).as(told.toString()).isZero();
        JsonNode result = new ObjectMapper().readTree(last);
        for (String figure : FIGURES) {
            assertThat(result.path("figures").path(figure).isNumber())
                    .as(figure + " in " + last)
                    .isTrue();
        }
        assertThat(result.at("/figures/growth.large.rows").asInt()).isGreaterThanOrEqualTo(1000);
        assertThat(result.at("/figures/drain.backlog").asInt()).isEqualTo(30);
        assertThat(result.at("/promises/accepted").asInt())
                .isPositive()
                .isEqualTo(result.at("/promises/delivered").asInt());
        assertThat(result.at("/promises/lost").asInt()).isZero();
        assertThat(result.at("/promises/doubled").asInt()).isZero();
        assertThat(result.at("/promises/outOfOrder").asInt()).isZero();
        assertThat(result.path("promisesKept").asBoolean()).isTrue();
        try (Stream<Path> left = Files.list(FOLDER)) {
            assertThat(left).as("the run's own folder is gone").isEmpty();
        }
    }
}
