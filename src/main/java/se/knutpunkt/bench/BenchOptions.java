package se.knutpunkt.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is measured and how long.
 *
 * @param phases the parts to run
 * @param sizes message sizes of the latency phase; the others use the smallest
 * @param rate messages a second of the phases latency, isolation and growth
 * @param resourceRate messages a second of the phase resources
 * @param firstRate where the search for the highest rate begins
 * @param lastRate where it ends even when the hub keeps up
 * @param seconds how long each rate is held
 * @param warmUpSeconds how long the hub is driven before anything is measured; 0 for not at all
 * @param receivers municipalities that receive, the largest first
 * @param rows messages in the ledger at the end of the phase growth
 * @param firstRows messages in the ledger at its beginning
 * @param backlog messages that wait before the phase drain lets them go
 * @param concurrency connections from the senders, and of the bare limits
 * @param seed same seed, same episodes
 * @param configuration folder with {@code routes/}, {@code adapters/}, {@code mappings/} and {@code test-data/}
 * @param folder where the run keeps its files
 * @param keep whether they are left there
 * @param hubOptions options of the hub's JVM
 */
public record BenchOptions(
        Set<Phase> phases,
        List<MessageSize> sizes,
        int rate,
        int resourceRate,
        int firstRate,
        int lastRate,
        int seconds,
        int warmUpSeconds,
        int receivers,
        int rows,
        int firstRows,
        int backlog,
        int concurrency,
        long seed,
        Path configuration,
        Path folder,
        boolean keep,
        List<String> hubOptions) {

    static final int MOST_RECEIVERS = 49;
    private static final int MOST_A_SECOND = 10_000;
    /** Above it a hub that keeps up would be a surprise, also to the disk. */
    private static final int LIKELY_RATE = 2_000;

    private static final int MOST_SECONDS = 24 * 3600;
    private static final int MOST_ROWS = 100_000_000;
    private static final int MOST_WAITING = 200_000;
    private static final int MOST_CONNECTIONS = 1_000;
    /** Ledger, indexes and write-ahead log together; what a message of the smallest size leaves is less than half of it. */
    private static final long BYTES_PER_MESSAGE = 10_000;

    private static final long BYTES_AT_LEAST = 3_000_000_000L;

    public BenchOptions {
        phases = Set.copyOf(phases);
        sizes = List.copyOf(sizes);
        hubOptions = List.copyOf(hubOptions);
    }

    /**
     * Everything that makes no sense, one line each; empty when the run may begin.
     *
     * @param freeBytes room on the disk of {@link #folder}
     */
    public List<String> listDefects(long freeBytes) {
        List<String> defects = new ArrayList<>();
        between(defects, "--rate", rate, 1, MOST_A_SECOND);
        between(defects, "--resource-rate", resourceRate, 1, MOST_A_SECOND);
        between(defects, "--first-rate", firstRate, 1, MOST_A_SECOND);
        between(defects, "--last-rate", lastRate, firstRate, MOST_A_SECOND);
        between(defects, "--seconds", seconds, 1, MOST_SECONDS);
        between(defects, "--warm-up", warmUpSeconds, 0, MOST_SECONDS);
        between(defects, "--receivers", receivers, 1, MOST_RECEIVERS);
        between(defects, "--rows", rows, 1, MOST_ROWS);
        between(defects, "--first-rows", firstRows, 0, rows);
        between(defects, "--backlog", backlog, 1, MOST_WAITING);
        between(defects, "--concurrency", concurrency, 1, MOST_CONNECTIONS);
        if (phases.isEmpty()) {
            defects.add("--phases: name at least one of " + codes());
        }
        if (sizes.isEmpty()) {
            defects.add("--sizes: name at least one of 2k, 20k, 200k");
        }
        if (phases.contains(Phase.ISOLATION) && receivers < 2) {
            defects.add("--receivers: the phase isolation needs at least 2");
        }
        if (freeBytes < neededBytes()) {
            defects.add("--folder: " + neededBytes() / 1_000_000 + " MB of room are needed there, "
                    + freeBytes / 1_000_000 + " MB are free; lower --rows or --seconds, or name another folder");
        }
        return defects;
    }

    /** A generous guess of what the run leaves on the disk. */
    long neededBytes() {
        long messages = (long) warmUpSeconds * rate + backlog;
        long sized = 0;
        if (phases.contains(Phase.LATENCY)) {
            for (MessageSize size : sizes) {
                sized += (long) seconds * rate * size.bytes();
            }
        }
        if (phases.contains(Phase.RESOURCES)) {
            messages += (long) seconds * resourceRate;
        }
        if (phases.contains(Phase.SUSTAINED)) {
            messages += 5L * Math.min(lastRate, LIKELY_RATE) * seconds;
        }
        if (phases.contains(Phase.GROWTH)) {
            messages += rows;
        }
        return BYTES_AT_LEAST + 2 * sized + messages * BYTES_PER_MESSAGE;
    }

    private static void between(List<String> defects, String option, long value, long least, long most) {
        if (value < least || value > most) {
            defects.add(option + ": " + value + " makes no sense, allowed is " + least + " to " + most);
        }
    }

    private static String codes() {
        List<String> codes = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            codes.add(phase.code());
        }
        return String.join(", ", codes);
    }
}
