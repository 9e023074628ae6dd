package se.knutpunkt.operate.failure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.Outbound;
import se.knutpunkt.ledger.FailureLedger;
import se.knutpunkt.ledger.FailureSeen;
import se.knutpunkt.ledger.FailureSources;
import se.knutpunkt.ledger.ReplayLedger;
import se.knutpunkt.ledger.TrafficLedger;

/**
 * Gathers failures into groups, and traffic by the hour, behind the messages: what it costs follows from what failed and from what came
 * since the last turn, never from what the ledger holds. Done on one node at a time; done twice, nothing is counted twice.
 */
public final class FailureGatherer {

    private static final String MARK = "messages";
    private static final int AT_ONCE = 1000;
    private static final int STUCK_ATTEMPTS = 5;
    private static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(10);
    /** The quarterly report counts them, and that of a year. */
    private static final Duration KEPT = Duration.ofDays(430);

    private static final Duration TRAFFIC_KEPT = Duration.ofDays(60);

    private final FailureSources sources;
    private final FailureLedger groups;
    private final TrafficLedger traffic;
    private final ReplayLedger replays;
    private final ConfigurationInForce configuration;
    private final Duration settle;
    private final Clock clock;

    /** @param settle how long a message may be under way between getting its id and being committed; what is younger is left to the next turn */
    public FailureGatherer(
            FailureSources sources,
            FailureLedger groups,
            TrafficLedger traffic,
            ReplayLedger replays,
            ConfigurationInForce configuration,
            Duration settle,
            Clock clock) {
        this.sources = sources;
        this.groups = groups;
        this.traffic = traffic;
        this.replays = replays;
        this.configuration = configuration;
        this.settle = settle;
        this.clock = clock;
    }

    /** One turn. What a replay has mended is solved when everything held until now is in its group. */
    public void gather() {
        gatherHeld();
        replays.solveMendedGroups();
        take(sources.listStuck(STUCK_ATTEMPTS));
        Instant now = clock.instant();
        Instant until = now.minus(settle);
        Instant from = groups.findMark(MARK).orElseGet(() -> begin(until));
        while (from.isBefore(until)) {
            Instant to = from.plus(LONGEST_STEP).isBefore(until) ? from.plus(LONGEST_STEP) : until;
            // failures first: broken off between the two, they are found again and change nothing
            take(sources.listRefused(from, to));
            take(sources.listOpenedCircuits(from, to));
            traffic.gather(MARK, from, to);
            from = to;
        }
    }

    /** Forgets what is older than anybody asks for. */
    public void forget() {
        Instant now = clock.instant();
        groups.forget(now.minus(KEPT));
        traffic.forget(now.minus(TRAFFIC_KEPT));
    }

    // A ledger that was full before anything gathered is not gone through.
    private Instant begin(Instant until) {
        Instant start = until.minus(FIRST_LOOK_BACK);
        groups.recordMark(MARK, start);
        return groups.findMark(MARK).orElse(start);
    }

    private void gatherHeld() {
        List<FailureSeen> held;
        do {
            held = sources.listHeld(AT_ONCE);
        } while (take(held) > 0 && held.size() == AT_ONCE);
    }

    private int take(List<FailureSeen> seen) {
        return groups.take(seen.stream()
                .map(one -> Cause.of(one, mappingTo(one.adapter())).place(one))
                .toList());
    }

    private String mappingTo(String systemId) {
        return !configuration.isPresent()
                ? ""
                : configuration
                        .get()
                        .directory()
                        .findSystem(systemId)
                        .filter(system -> system.outbound().channel() != Outbound.Channel.NONE)
                        .map(system -> system.outbound().mapping())
                        .orElse("");
    }
}
