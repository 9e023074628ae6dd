package se.knutpunkt.directory;

import java.time.Duration;
import java.util.Set;
import se.knutpunkt.codec.Format;

/**
 * How a system receives from the hub.
 *
 * @param channel push or pull
 * @param format the format it gets
 * @param mapping id of the mapping from the canonical model, such as {@code canonical-to-event}
 * @param address URL for push; empty for pull
 * @param credential name of the credential the hub shows, never the credential itself; empty for none
 * @param events codes of the events it takes; empty means all
 * @param pushReceipts true when receipts for what it sent are pushed to it
 * @param transportIsReceipt true when an answer 2xx without a receipt counts as received
 * @param timeout how long an answer is waited for
 * @param concurrency deliveries under way at once
 * @param maxAttempts attempts before a delivery that fails for the receiver's fault is held; zero for no limit
 * @param firstBackOff pause after the first failure; doubles to {@code maxBackOff}, with jitter
 * @param maxBackOff longest pause
 * @param circuitFailures failures in a row that open the circuit
 */
public record Outbound(
        Channel channel,
        Format format,
        String mapping,
        String address,
        String credential,
        Set<String> events,
        boolean pushReceipts,
        boolean transportIsReceipt,
        Duration timeout,
        int concurrency,
        int maxAttempts,
        Duration firstBackOff,
        Duration maxBackOff,
        int circuitFailures) {

    /** Who opens the connection. */
    public enum Channel {
        PUSH_FHIR("push-fhir"),
        PUSH_JSON("push-json"),
        PULL("pull"),
        NONE("none");

        private final String code;

        Channel(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }

        public boolean isPush() {
            return this == PUSH_FHIR || this == PUSH_JSON;
        }
    }

    public Outbound {
        events = Set.copyOf(events);
    }

    /** True when the system takes the event with this code. */
    public boolean takes(String eventCode) {
        return channel != Channel.NONE && (events.isEmpty() || events.contains(eventCode));
    }
}
