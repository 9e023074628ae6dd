package se.knutpunkt.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import se.knutpunkt.ledger.RunFigures;
import se.knutpunkt.message.Ids;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.EpisodeExpander;
import se.knutpunkt.simulate.SummaryTable;
import se.knutpunkt.simulate.TrafficFiles;
import se.knutpunkt.simulate.TrafficPlayer;
import se.knutpunkt.simulate.TrafficResult;
import se.knutpunkt.simulate.TrafficScript;

/** One run of the sample traffic through a hub that is ready: plays it, waits until it has arrived, prints the summary. */
final class DemoRun {

    private static final Duration ARRIVAL_LIMIT = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(200);

    /**
     * Where the hub is and what is to be played.
     *
     * @param root folder that holds {@code test-data} and {@code mappings}
     * @param hubUrl the hub's base address
     * @param mllpPort its MLLP port
     * @param episodes number of episodes
     * @param seed same seed, same episodes
     * @param atOnce episodes under way at once
     * @param perSecond most messages sent in a second; zero for as many as the hub takes
     */
    record Plan(Path root, String hubUrl, int mllpPort, int episodes, long seed, int atOnce, int perSecond) {}

    private final Plan plan;
    private final AddressBook book;
    private final RunFigures figures;
    private final DemoSummary summary;
    private final Ids ids;
    private final Clock clock;

    DemoRun(Plan plan, AddressBook book, RunFigures figures, DemoSummary summary, Ids ids, Clock clock) {
        this.plan = plan;
        this.book = book;
        this.figures = figures;
        this.summary = summary;
        this.ids = ids;
        this.clock = clock;
    }

    void play(PrintWriter out) {
        TrafficScript script = new TrafficFiles(plan.root()).read();
        EpisodeExpander expander = new EpisodeExpander(script, book, ids, clock);
        out.printf("Playing %d care episodes, seed %d%n", plan.episodes(), plan.seed());
        out.flush();
        Instant start = clock.instant();
        TrafficResult result;
        try (TrafficPlayer player =
                new TrafficPlayer(plan.hubUrl(), plan.mllpPort(), script, ids, clock, plan.perSecond())) {
            result = player.play(
                    expander.expand(plan.episodes(), plan.seed()),
                    expander.expandStream(plan.episodes() * script.streamPerEpisode(), plan.seed()),
                    plan.atOnce());
        }
        awaitArrival(start);
        new SummaryTable(out).print(summary.figures(result, start));
    }

    /** Until nothing is under way, or too long: what is left then is shown as waiting. */
    private void awaitArrival(Instant start) {
        Instant limit = clock.instant().plus(ARRIVAL_LIMIT);
        while (figures.countUnderWay(start) > 0 && clock.instant().isBefore(limit)) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
