package se.knutpunkt.simulate;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/**
 * Everything the summary of a run shows.
 *
 * @param traffic what the senders saw
 * @param outcomes the hub's own count of messages by outcome
 * @param municipalities one row for each, in the order they are to stand
 * @param others the same for everybody else together
 * @param receipts receipts by level
 * @param stages time per step
 * @param acceptedToDelivered time from accepted to delivered
 * @param received what the simulated parties counted, all together
 * @param orderErrors messages that came before one accepted earlier
 * @param residentBytes memory of the whole process; zero when not known
 * @param ready time from start of the JVM to ready
 */
public record SummaryFigures(
        TrafficResult traffic,
        SortedMap<String, Long> outcomes,
        List<ReceiverRow> municipalities,
        ReceiverRow others,
        SortedMap<String, Long> receipts,
        List<TimeRow> stages,
        TimeRow acceptedToDelivered,
        PartyCounts received,
        List<String> orderErrors,
        long residentBytes,
        Duration ready) {

    /**
     * Deliveries to one receiver.
     *
     * @param name its name
     * @param deliveries all
     * @param delivered received by its system
     * @param waiting ready or under way
     * @param held stopped until a person mends them
     */
    public record ReceiverRow(String name, long deliveries, long delivered, long waiting, long held) {

        public ReceiverRow plus(ReceiverRow other) {
            return new ReceiverRow(
                    name,
                    deliveries + other.deliveries,
                    delivered + other.delivered,
                    waiting + other.waiting,
                    held + other.held);
        }
    }

    /**
     * Times of one step, in milliseconds.
     *
     * @param name the step
     * @param count how often it was taken
     * @param p50 median
     * @param p95 95th percentile
     * @param p99 99th percentile
     */
    public record TimeRow(String name, long count, double p50, double p95, double p99) {}
}
