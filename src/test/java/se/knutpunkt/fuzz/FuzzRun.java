package se.knutpunkt.fuzz;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Jazzer on one target in a process of its own: it takes a Java machine over and ends it at the first finding. */
final class FuzzRun {

    /** What an input may take before it counts as a hang, also on a machine that does much else. */
    private static final int HANG_SECONDS = 30;

    private static final int START_AND_STOP_SECONDS = 180;
    private static final int LARGEST_INPUT = 8_192;
    private static final int LAST_LINES = 60;
    private static final Pattern RUNS = Pattern.compile("Done (\\d+) runs");

    private final FuzzTarget target;
    private final Path folder;
    private final Path log;

    FuzzRun(FuzzTarget target) {
        this.target = target;
        this.folder = Path.of("target/fuzz", target.name());
        this.log = folder.resolve("log.txt");
    }

    /** How it went: what it began with, inputs tried, and what was found, if anything. */
    record Outcome(int seeds, long runs, Optional<String> finding) {}

    Outcome run(long seed, int seconds) throws IOException, InterruptedException {
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        int number = writeSeeds(seeds);
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Process process = new ProcessBuilder(command(seed, seconds, corpus, seeds))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        try {
            if (!process.waitFor(seconds + START_AND_STOP_SECONDS, TimeUnit.SECONDS)) {
                return new Outcome(number, 0, Optional.of("it does not end\n" + lastLines()));
            }
        } finally {
            process.destroyForcibly();
        }
        Matcher runs = RUNS.matcher(Files.readString(log, StandardCharsets.ISO_8859_1));
        boolean done = runs.find();
        return process.exitValue() == 0 && done
                ? new Outcome(number, Long.parseLong(runs.group(1)), Optional.empty())
                : new Outcome(number, 0, Optional.of("exit code " + process.exitValue() + "\n" + lastLines()));
    }

    private List<String> command(long seed, int seconds, Path corpus, Path seeds) {
        // few seconds are over before the second compiler has begun to pay
        String compiler = seconds < 60 ? "-XX:TieredStopAtLevel=1" : "-XX:+TieredCompilation";
        return List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-Xmx600m",
                compiler,
                "-Dfile.encoding=UTF-8",
                "-Djdk.attach.allowAttachSelf=true",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=se.knutpunkt.**",
                // Jazzer's own traps, looked for in every class there is, would take longer to set than the run lasts
                "--custom_hook_includes=se.knutpunkt.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/",
                "-seed=" + seed,
                "-max_total_time=" + seconds,
                "-max_len=" + LARGEST_INPUT,
                "-timeout=" + HANG_SECONDS,
                "-rss_limit_mb=0",
                corpus.toString(),
                seeds.toString());
    }

    private int writeSeeds(Path seeds) throws IOException {
        try (Stream<Path> old = Files.list(seeds)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(seeds.resolve("seed-" + number++), seed);
        }
        return number;
    }

    /** Read byte for byte, because findings are quoted: the stack of the finding and the file with the input stand last. */
    private String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
