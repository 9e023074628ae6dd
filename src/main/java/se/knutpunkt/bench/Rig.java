package se.knutpunkt.bench;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import se.knutpunkt.bench.Figure.Aim;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * What the phases measure with.
 *
 * @param options what was asked for
 * @param hub the hub's process
 * @param receiverProcess the receivers' process
 * @param receivers the same, from outside
 * @param systems ids of the systems that receive, the largest municipality first
 * @param loads all loads so far
 * @param templates where episodes come from
 * @param ledger the hub's database and disk
 * @param result what was measured so far
 * @param micros the clock
 * @param run drawn once for the run
 * @param data the hub's data directory
 * @param out where progress is told
 * @param written episodes written so far, by size
 */
record Rig(
        BenchOptions options,
        HubProcess hub,
        ChildProcess receiverProcess,
        Receivers receivers,
        List<String> systems,
        Loads loads,
        MessageTemplates templates,
        LedgerFigures ledger,
        BenchResult result,
        Micros micros,
        int run,
        Path data,
        PrintWriter out,
        Map<MessageSize, List<List<MessageTemplate>>> written) {

    /** How long nothing may move before what is missing counts as lost. */
    static final int PATIENCE_SECONDS = 30;

    static Map<MessageSize, List<List<MessageTemplate>>> nothingWritten() {
        return new EnumMap<>(MessageSize.class);
    }

    List<List<MessageTemplate>> episodes(MessageSize size) {
        return written.computeIfAbsent(size, templates::list);
    }

    /** Sends at a rate, and waits until all has arrived; fails when the hub takes nothing at all. */
    Load run(MessageSize size, int perSecond, int seconds) {
        Load load = loads.run(episodes(size), perSecond, seconds, PATIENCE_SECONDS);
        if (load.accepted() == 0) {
            throw new HubException(ErrorCode.INTERNAL, "hub", "accepts nothing; " + load.firstRefusal());
        }
        return load;
    }

    void tell(String what) {
        out.println(what);
        out.flush();
    }

    void latency(String key, String what, Histogram histogram, Aim p50, Aim p99) {
        result.add(key + ".p50Ms", what + ", p50", millis(histogram, 50), "ms", p50);
        result.add(key + ".p99Ms", what + ", p99", millis(histogram, 99), "ms", p99);
        result.add(key + ".p999Ms", what + ", p99.9", millis(histogram, 99.9), "ms");
    }

    /** In milliseconds; not a number when nothing was measured, so that no aim is reached by it. */
    static double millis(Histogram histogram, double percentile) {
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1_000.0;
    }
}
