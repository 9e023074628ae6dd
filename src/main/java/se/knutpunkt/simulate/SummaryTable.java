package se.knutpunkt.simulate;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** Writes the summary of a run for a person, within a hundred columns. */
public final class SummaryTable {

    private static final int MOST_SURPRISES = 20;
    private static final String RULE = "-".repeat(78);

    private final PrintWriter out;

    public SummaryTable(PrintWriter out) {
        this.out = out;
    }

    public void print(SummaryFigures figures) {
        senders(figures.traffic());
        counts("Refused, by error", figures.traffic().errors());
        counts("Messages in the ledger, by outcome", figures.outcomes());
        receivers(figures.municipalities(), figures.others());
        counts("Receipts, by level", figures.receipts());
        times(figures.stages(), figures.acceptedToDelivered());
        received(figures);
        surprises(figures.traffic().surprises());
        out.flush();
    }

    private void senders(TrafficResult traffic) {
        heading("Messages by sender and format");
        line("%-38s%8s%10s%8s%8s", "", "sent", "accepted", "refused", "nowhere");
        traffic.senders().forEach(this::sender);
        sender("All", traffic.total());
        line(
                "%d episodes played, %d cut short, in %.1f s",
                traffic.episodes(), traffic.broken(), traffic.took().toMillis() / 1000.0);
    }

    private void sender(String name, SenderCounts counts) {
        line("%-38s%8d%10d%8d%8d", name, counts.sent(), counts.accepted(), counts.refused(), counts.nowhere());
    }

    private void counts(String heading, SortedMap<String, Long> counts) {
        heading(heading);
        for (Map.Entry<String, Long> count : counts.entrySet()) {
            line("%-38s%8d", count.getKey(), count.getValue());
        }
        if (counts.isEmpty()) {
            line("none");
        }
    }

    private void receivers(List<SummaryFigures.ReceiverRow> municipalities, SummaryFigures.ReceiverRow others) {
        heading("Deliveries by municipality");
        line("%-38s%8s%10s%8s%8s", "", "sent to", "delivered", "waiting", "held");
        municipalities.forEach(this::receiver);
        receiver(others);
        SummaryFigures.ReceiverRow all = new SummaryFigures.ReceiverRow("All", 0, 0, 0, 0).plus(others);
        for (SummaryFigures.ReceiverRow row : municipalities) {
            all = all.plus(row);
        }
        receiver(all);
    }

    private void receiver(SummaryFigures.ReceiverRow row) {
        line("%-38s%8d%10d%8d%8d", row.name(), row.deliveries(), row.delivered(), row.waiting(), row.held());
    }

    private void times(List<SummaryFigures.TimeRow> stages, SummaryFigures.TimeRow acceptedToDelivered) {
        heading("Time per step, ms");
        line("%-38s%8s%10s%8s%8s", "", "count", "p50", "p95", "p99");
        stages.forEach(this::time);
        time(acceptedToDelivered);
    }

    private void time(SummaryFigures.TimeRow row) {
        line("%-38s%8d%10.1f%8.1f%8.1f", row.name(), row.count(), row.p50(), row.p95(), row.p99());
    }

    private void received(SummaryFigures figures) {
        PartyCounts received = figures.received();
        heading("Seen by the receiving systems");
        line("%-38s%8d", "messages received", received.received());
        line("%-38s%8d", "receipts received", received.receipts());
        line("%-38s%8d", "marked as possible duplicates", received.possibleDuplicates());
        line("%-38s%8d", "duplicates", received.duplicates());
        line(
                "%-38s%8d",
                "out of order", received.outOfOrder() + figures.orderErrors().size());
        line("%-38s%8d", "unreadable", received.unreadable());
        heading("The hub");
        if (figures.residentBytes() > 0) {
            line("%-38s%8d MB", "memory, resident", figures.residentBytes() / 1_000_000);
        }
        line("%-38s%8.1f s", "from start of the JVM to ready", figures.ready().toMillis() / 1000.0);
        out.println(RULE);
    }

    /** What should have been refused and was not, or the other way round: nothing is printed when all went as planned. */
    private void surprises(List<String> surprises) {
        if (surprises.isEmpty()) {
            return;
        }
        line("%d answers were not those the traffic expects:", surprises.size());
        surprises.stream().sorted().limit(MOST_SURPRISES).forEach(surprise -> line("  %s", surprise));
    }

    private void heading(String text) {
        out.println(RULE);
        out.println(text);
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
