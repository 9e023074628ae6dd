package se.knutpunkt.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
 * @param openingHours when it takes deliveries; empty means always
 * @param receiptDeadline how long it may take before a delivery without a receipt is reported as late
 * @param secondPersonForEdits true when what a person has edited for it goes only after another has looked at it
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
        int circuitFailures,
        List<OpeningHours> openingHours,
        Duration receiptDeadline,
        boolean secondPersonForEdits) {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

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
        openingHours = List.copyOf(openingHours);
    }

    /** A receiver that is always open, with the county's deadline for receipts. */
    public Outbound(
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
        this(
                channel,
                format,
                mapping,
                address,
                credential,
                events,
                pushReceipts,
                transportIsReceipt,
                timeout,
                concurrency,
                maxAttempts,
                firstBackOff,
                maxBackOff,
                circuitFailures,
                List.of(),
                Duration.ofMinutes(30),
                false);
    }

    /** One whose edits need one person. */
    public Outbound(
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
            int circuitFailures,
            List<OpeningHours> openingHours,
            Duration receiptDeadline) {
        this(
                channel,
                format,
                mapping,
                address,
                credential,
                events,
                pushReceipts,
                transportIsReceipt,
                timeout,
                concurrency,
                maxAttempts,
                firstBackOff,
                maxBackOff,
                circuitFailures,
                openingHours,
                receiptDeadline,
                false);
    }

    /** True when the system takes the event with this code. */
    public boolean takes(String eventCode) {
        return channel != Channel.NONE && (events.isEmpty() || events.contains(eventCode));
    }

    /** True when the system takes deliveries at {@code now}. */
    public boolean isOpen(Instant now) {
        ZonedDateTime local = now.atZone(ZONE);
        return openingHours.isEmpty() || openingHours.stream().anyMatch(hours -> hours.contains(local));
    }

    /** The first moment from {@code now} on at which the system takes deliveries; {@code now} itself when it is open. */
    public Instant opensAt(Instant now) {
        if (isOpen(now)) {
            return now;
        }
        LocalDate today = now.atZone(ZONE).toLocalDate();
        return openingHours.stream()
                .flatMap(hours -> openings(hours, today))
                .filter(opening -> opening.isAfter(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private static Stream<Instant> openings(OpeningHours hours, LocalDate today) {
        return IntStream.rangeClosed(0, 7)
                .mapToObj(today::plusDays)
                .filter(day -> hours.days().contains(day.getDayOfWeek()))
                .map(day -> day.atTime(hours.from()).atZone(ZONE).toInstant());
    }
}
