package se.knutpunkt.bench;

import java.util.Locale;

/** The result as a table that can be pasted into docs/benchmark.md. */
final class BenchTable {

    private BenchTable() {}

    static String write(BenchResult result) {
        StringBuilder text = new StringBuilder(machine(result.machine()));
        text.append("| figure | measured | aim | reached |\n|---|---:|---:|---|\n");
        for (Figure figure : result.figures()) {
            text.append("| ")
                    .append(figure.what())
                    .append(" | ")
                    .append(number(figure.value()))
                    .append(' ')
                    .append(figure.unit())
                    .append(" | ")
                    .append(aim(figure))
                    .append(" | ")
                    .append(reached(figure))
                    .append(" |\n");
        }
        return text.append('\n').append(promises(result.promises())).toString();
    }

    static String machine(Machine machine) {
        return String.format(
                Locale.ROOT,
                "%s: %d processors, %d MB memory, %s, %s, load %.2f before the run%s%n%n",
                machine.date(),
                machine.processors(),
                machine.memoryBytes() / 1_000_000,
                machine.java(),
                machine.system(),
                machine.loadBefore(),
                machine.isNoisy() ? " (noisy: something else was running, the figures are worse than the hub is)" : "");
    }

    private static String promises(Promises promises) {
        String text = String.format(
                Locale.ROOT,
                "Counted by senders and receivers, by id: %d accepted, %d delivered, %d lost, %d twice unmarked,"
                        + " %d twice marked, %d out of order, %d refused, %d without answer, %d sent again%n",
                promises.accepted(),
                promises.delivered(),
                promises.lost(),
                promises.doubled(),
                promises.markedDoubles(),
                promises.outOfOrder(),
                promises.refused(),
                promises.unanswered(),
                promises.repeated());
        return promises.refusal().isEmpty() ? text : text + "First refusal: " + promises.refusal() + "\n";
    }

    private static String aim(Figure figure) {
        return switch (figure.aim().kind()) {
            case NONE -> "";
            case AT_LEAST -> "at least " + number(figure.aim().bound());
            case AT_MOST -> "at most " + number(figure.aim().bound());
        };
    }

    private static String reached(Figure figure) {
        if (figure.aim().kind() == Figure.Aim.Kind.NONE) {
            return "";
        }
        return figure.aim().isReached(figure.value()) ? "yes" : "**no**";
    }

    static String number(double value) {
        if (Double.isNaN(value)) {
            return "not measured:";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return String.format(Locale.ROOT, "%d", (long) value);
        }
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.2f" : "%.0f", value);
    }
}
