package se.knutpunkt.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import se.knutpunkt.bench.Bench;
import se.knutpunkt.bench.BenchOptions;
import se.knutpunkt.bench.MessageSize;
import se.knutpunkt.bench.Phase;
import se.knutpunkt.message.TimeOrderedIds;

/**
 * Measures the hub for real from outside: exit 0 when every promise was kept, 1 when something was lost, doubled or out of order, 2
 * for options that make no sense. A figure that misses its aim is told, and is no failure.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measure the hub: latency, highest rate, cost per message; prints a table and a line of JSON.",
        footer = "What each figure means: docs/benchmark.md")
final class BenchCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--quick", description = "everything in about a minute; the figures are rough")
    private boolean quick;

    @Option(
            names = "--phases",
            split = ",",
            description = "latency, resources, sustained, drain, isolation, raw, growth, start; default all")
    private List<String> phases = new ArrayList<>();

    @Option(names = "--sizes", split = ",", description = "2k, 20k, 200k; default all")
    private List<String> sizes = new ArrayList<>();

    @Option(names = "--rate", description = "messages a second for latency, isolation and growth; default 100")
    private Integer rate;

    @Option(
            names = "--resource-rate",
            description = "messages a second for resources and drain; default 500, quick 200")
    private Integer resourceRate;

    @Option(names = "--first-rate", description = "where the search for the highest rate begins; default 200")
    private Integer firstRate;

    @Option(names = "--last-rate", description = "where it ends even when the hub keeps up; default 10000")
    private Integer lastRate;

    @Option(names = "--seconds", description = "how long each rate is held; default 30, quick 3")
    private Integer seconds;

    @Option(names = "--warm-up", description = "seconds before anything is measured; default 40, quick 5")
    private Integer warmUp;

    @Option(names = "--receivers", description = "municipalities that receive, the largest first; default 49")
    private Integer receivers;

    @Option(names = "--rows", description = "messages in the ledger for growth; default 2000000, quick 20000")
    private Integer rows;

    @Option(
            names = "--first-rows",
            description = "messages in the ledger it is compared with; default 10000, quick 2000")
    private Integer firstRows;

    @Option(names = "--backlog", description = "messages that wait before drain lets them go; default 10000, quick 500")
    private Integer backlog;

    @Option(names = "--concurrency", description = "connections of the senders and of the bare limits; default 32")
    private Integer concurrency;

    @Option(names = "--seed", defaultValue = "1", description = "same seed, same episodes; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--configuration",
            defaultValue = "${env:HUB_CONFIGURATION:-.}",
            description = "folder with routes/, adapters/, mappings/ and test-data/; default ${DEFAULT-VALUE}")
    private Path configuration;

    @Option(
            names = "--folder",
            defaultValue = "${env:HUB_DATA:-data}",
            description = "where the run makes a folder of its own; default ${DEFAULT-VALUE}")
    private Path folder;

    @Option(names = "--keep", description = "leave that folder there")
    private boolean keep;

    @Option(
            names = "--hub-options",
            defaultValue = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx512m",
            description = "options of the hub's JVM; default ${DEFAULT-VALUE}")
    private String hubOptions;

    @Override
    public Integer call() {
        BenchOptions options = options();
        List<String> defects = options.listDefects(Bench.freeBytes(folder));
        if (!defects.isEmpty()) {
            throw new ParameterException(spec.commandLine(), String.join(System.lineSeparator(), defects));
        }
        QuietLog.begin();
        boolean kept = new Bench(
                        options,
                        new Bench.Commands(Knutpunkt.class.getName(), BenchReceiversCommand.NAME),
                        DemoAddressBook::of,
                        new TimeOrderedIds(),
                        Clock.systemUTC())
                .run(spec.commandLine().getOut());
        return kept ? 0 : 1;
    }

    BenchOptions options() {
        Set<Phase> chosen = EnumSet.noneOf(Phase.class);
        chosen.addAll(named(phases, List.of(Phase.values()), Phase::findByCode, "--phases"));
        return new BenchOptions(
                chosen,
                named(sizes, List.of(MessageSize.values()), MessageSize::findByCode, "--sizes"),
                or(rate, 100, 100),
                or(resourceRate, 500, 200),
                or(firstRate, 200, 200),
                or(lastRate, 10_000, 10_000),
                or(seconds, 30, 3),
                or(warmUp, 40, 5),
                or(receivers, 49, 49),
                or(rows, 2_000_000, 20_000),
                or(firstRows, 10_000, 2_000),
                or(backlog, 10_000, 500),
                or(concurrency, 32, 32),
                seed,
                configuration,
                folder,
                keep,
                List.of(hubOptions.strip().split("\\s+")));
    }

    private int or(Integer given, int usual, int whenQuick) {
        return given != null ? given : quick ? whenQuick : usual;
    }

    private <T> List<T> named(
            List<String> codes, List<T> all, Function<String, java.util.Optional<T>> find, String option) {
        if (codes.isEmpty()) {
            return all;
        }
        List<T> found = new ArrayList<>();
        for (String code : codes) {
            found.add(find.apply(code)
                    .orElseThrow(() -> new ParameterException(
                            spec.commandLine(), option + ": unknown '" + code + "', see --help for what there is")));
        }
        return found;
    }
}
