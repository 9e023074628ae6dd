package se.knutpunkt.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Parsers that read what strangers send, fuzzed: some of them briefly in {@code -Pcrash}, drawn by the seed, for each has to start a Java
 * machine; all of them for a minute each with {@code -Pfuzz}, or longer with {@code -Dfuzz=SECONDS}. {@link FuzzSeedsTest} tries all
 * each time, without a fuzzer. What is found lies in {@code target/fuzz/<target>/}; it becomes a unit test of the parser, and the parser
 * is mended.
 */
@Tag("long")
class FuzzIT {

    private static final int SECONDS = number("fuzz", 5);
    /** How many of the parsers; 0 for all. */
    private static final int PARSERS = number("fuzz.parsers", 2);

    private static final int FEWEST_PARSERS = 12;
    private static final int FOUND_WITHIN_SECONDS = 60;

    @Test
    void noInputMakesAParserDoAnythingButReadOrRefuse() throws Exception {
        long seed = seed();
        List<FuzzTarget> targets = draw(seed);
        System.out.printf("fuzz: %d parsers, %d s for each, seed %d%n", targets.size(), SECONDS, seed);
        Map<String, FuzzRun.Outcome> outcomes = runAll(targets, seed);
        List<String> findings = new ArrayList<>();
        outcomes.forEach((name, outcome) -> {
            System.out.println("fuzz: " + name + ": " + outcome.runs() + " inputs");
            outcome.finding().ifPresent(text -> findings.add(name + ", seed " + seed + ": " + text));
        });
        assertThat(findings).isEmpty();
        assertThat(outcomes)
                .as("a fuzzer that tries nothing proves nothing")
                .hasSameSizeAs(targets)
                .allSatisfy((name, outcome) -> assertThat(outcome.runs()).isGreaterThanOrEqualTo(outcome.seeds()));
        assertThat(outcomes.values().stream().mapToLong(FuzzRun.Outcome::runs).sum())
                .as("inputs beside the seeds")
                .isGreaterThan(outcomes.values().stream()
                        .mapToLong(FuzzRun.Outcome::seeds)
                        .sum());
    }

    @Test
    void aPlantedFaultIsFound() throws Exception {
        long seed = seed();
        FuzzRun.Outcome outcome = new FuzzRun(new FuzzTarget(PlantedFault.class)).run(seed, FOUND_WITHIN_SECONDS);
        assertThat(outcome.finding())
                .as("seed " + seed)
                .hasValueSatisfying(
                        text -> assertThat(text).contains("the planted fault", "target/fuzz/PlantedFault/"));
    }

    private static List<FuzzTarget> draw(long seed) {
        List<FuzzTarget> all = new ArrayList<>(FuzzTarget.listAll());
        assertThat(all).as("none is forgotten").hasSizeGreaterThanOrEqualTo(FEWEST_PARSERS);
        Collections.shuffle(all, new Random(seed));
        return PARSERS == 0 ? all : all.subList(0, Math.min(PARSERS, all.size()));
    }

    private static Map<String, FuzzRun.Outcome> runAll(List<FuzzTarget> targets, long seed) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Map<String, Future<FuzzRun.Outcome>> running = new TreeMap<>();
            for (FuzzTarget target : targets) {
                running.put(target.name(), threads.submit(() -> new FuzzRun(target).run(seed, SECONDS)));
            }
            Map<String, FuzzRun.Outcome> outcomes = new TreeMap<>();
            for (Map.Entry<String, Future<FuzzRun.Outcome>> each : running.entrySet()) {
                outcomes.put(each.getKey(), each.getValue().get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private static long seed() {
        int given = number("seed", 0);
        // libFuzzer takes 0 for "another one each time", and does not tell
        return given != 0 ? given : ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE);
    }

    private static int number(String property, int otherwise) {
        String text = System.getProperty(property, "");
        return text.isBlank() ? otherwise : Integer.parseInt(text.strip());
    }
}
