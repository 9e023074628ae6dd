package se.knutpunkt.app;

import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.intake.IntakePorts;
import se.knutpunkt.ledger.LedgerCopy;
import se.knutpunkt.ledger.RunFigures;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.report.figures.Figures;
import se.knutpunkt.simulate.AddressBook;

/**
 * The main job: the hub on its embedded default with all parties simulated, sample traffic through it, and a summary of what went
 * where. It stays up afterwards.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Start the hub with simulated parties, play sample traffic and stay up.")
final class DemoCommand implements Callable<Integer> {

    /** Care episodes of a made-up quarter. */
    private static final int QUARTER_EPISODES = 700;

    /** What is played. */
    enum Traffic {
        sample,
        none
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--traffic",
            defaultValue = "sample",
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private Traffic traffic;

    @Option(names = "--episodes", defaultValue = "300", description = "care episodes to play; default ${DEFAULT-VALUE}")
    private int episodes;

    @Option(names = "--seed", defaultValue = "1", description = "same seed, same episodes; default ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--at-once",
            defaultValue = "8",
            description = "episodes under way at once; default ${DEFAULT-VALUE}")
    private int atOnce;

    @Option(
            names = "--per-second",
            defaultValue = "50",
            description = "most messages sent in a second, 0 for as many as the hub takes; default ${DEFAULT-VALUE}")
    private int perSecond;

    @Option(names = "--simulator-port", defaultValue = "${env:HUB_SIMULATOR_PORT:-0}", description = "0 for a free one")
    private int simulatorPort;

    @Option(
            names = "--quarters",
            description = "write five made-up quarters before this one into the ledger, and freeze their figures")
    private boolean quarters;

    @Override
    public Integer call() {
        Ids ids = new TimeOrderedIds();
        DemoParties parties = new DemoParties(ids, Clock.systemUTC(), simulatorPort);
        DemoMeters meters = new DemoMeters();
        Path data = Path.of(setting("HUB_DATA", "data"));
        Path configuration = Path.of(setting("HUB_CONFIGURATION", "."));
        Map<String, Object> settings = new HashMap<>(DemoCredentials.settings(configuration, data, Clock.systemUTC()));
        settings.put("hub.demo", "true");
        settings.put(DemoParties.BASE_SETTING, parties.baseUrl());
        ConfigurableApplicationContext hub = HubApplication.start(
                StartSafety.demo(),
                settings,
                context -> context.getBeanFactory().registerSingleton("demoMeterRegistry", meters.registry()));
        Clock clock = hub.getBean(Clock.class);
        Duration ready = Duration.between(
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()), clock.instant());
        String hubUrl = "http://127.0.0.1:" + hub.getEnvironment().getProperty("local.server.port");
        AddressBook book = DemoAddressBook.of(
                hub.getBean(ConfigurationInForce.class).get().directory(), DemoTokens.read(data)::get);
        parties.startPulling(book, hubUrl);
        PrintWriter out = spec.commandLine().getOut();
        if (quarters) {
            writeQuarters(hub, clock);
        }
        if (traffic == Traffic.sample) {
            RunFigures figures = hub.getBean(RunFigures.class);
            DemoSummary summary = new DemoSummary(book, figures, meters, parties.parties(), ready);
            DemoRun.Plan plan = new DemoRun.Plan(
                    configuration, hubUrl, hub.getBean(IntakePorts.class).mllp(), episodes, seed, atOnce, perSecond);
            new DemoRun(plan, book, figures, summary, ids, clock).play(out);
        }
        out.printf(
                "The hub and its console are at %s; credentials of every system and the console's users are in %s%n",
                hubUrl, data.resolve("demo-credentials.json"));
        out.flush();
        return 0;
    }

    private void writeQuarters(ConfigurableApplicationContext hub, Clock clock) {
        SeededQuarters seeded = new SeededQuarters(
                hub.getBean(LedgerCopy.class),
                hub.getBean(ConfigurationInForce.class).get().directory(),
                seed);
        Figures figures = hub.getBean(Figures.class);
        seeded.writeStory(clock.instant(), QUARTER_EPISODES).forEach(period -> figures.freeze(period, Figures.HUB));
    }

    /** As the application's own settings: a property of the JVM before the environment. */
    private static String setting(String name, String otherwise) {
        return System.getProperty(name, System.getenv().getOrDefault(name, otherwise));
    }
}
