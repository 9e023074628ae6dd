package se.knutpunkt.crash;

import java.io.PrintStream;
import java.util.List;
import se.knutpunkt.message.FaultPoint;

/** Prints what came of every kill, and what the columns mean. */
final class KillTable {

    private static final String ROW = "%-9s %20s %8s %9s %-12s %8s %8s %5s %8s %7s %6s %5s%n";

    private KillTable() {}

    static void print(PrintStream out, CrashSettings settings, List<KillRow> rows) {
        out.printf(
                "%n%d kills of %d, again with -Dkills=%d -Dseed=%d%n%n",
                rows.size(), settings.kills(), settings.kills(), settings.seed());
        out.printf(
                ROW,
                "killed",
                "seed",
                "at ms",
                "in flight",
                "windows",
                "ready ms",
                "accepted",
                "lost",
                "unmarked",
                "marked",
                "order",
                "stuck");
        rows.forEach(row -> print(out, row));
        out.printf("%nWindows, by a thread that stood there when the process was killed:%n");
        for (FaultPoint point : FaultPoint.values()) {
            long hit =
                    rows.stream().filter(row -> row.windows().contains(point)).count();
            out.printf("  %d %-18s %d of %d%n", point.ordinal() + 1, point, hit, rows.size());
        }
        out.printf("  - %-18s does not exist yet, and so is not hit%n%n", "REPLAY");
    }

    private static void print(PrintStream out, KillRow row) {
        StringBuilder windows = new StringBuilder();
        row.windows().forEach(point -> windows.append(point.ordinal() + 1));
        out.printf(
                ROW,
                row.target(),
                row.seed(),
                row.instant().toMillis(),
                row.inFlight(),
                windows,
                row.ready().toMillis(),
                row.accepted(),
                row.lost().size(),
                row.unmarked(),
                row.marked(),
                row.outOfOrder().size(),
                row.stuck());
        row.problems().forEach((problem, times) -> out.printf("          %d x %s%n", times, problem));
        row.lost().stream().limit(5).forEach(lost -> out.printf("          lost %s%n", lost));
        row.outOfOrder().stream().limit(5).forEach(late -> out.printf("          %s%n", late));
    }
}
