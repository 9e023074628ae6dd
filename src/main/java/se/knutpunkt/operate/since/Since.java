package se.knutpunkt.operate.since;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.ledger.Impact;
import se.knutpunkt.ledger.NoticeLedger;
import se.knutpunkt.ledger.NoticeRow;
import se.knutpunkt.ledger.OutageLedger;
import se.knutpunkt.ledger.TrafficLedger;
import se.knutpunkt.ledger.TrafficLedger.SenderFigures;
import se.knutpunkt.ledger.WatchLedger;
import se.knutpunkt.ledger.WatchLedger.Waiting;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** What happened since a moment, or in a period. */
public final class Since {

    private static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration RATE = Duration.ofMinutes(15);
    private static final int MOST_OVERTAKEN = 500;
    /** Words of the catalogue's effects that take back the message they refer to. */
    private static final Set<String> TAKING_BACK = Set.of("close-ready-interval");

    private final OutageLedger outages;
    private final TrafficLedger traffic;
    private final WatchLedger watch;
    private final NoticeLedger notices;
    private final ConfigurationInForce configuration;
    private final Clock clock;

    public Since(
            OutageLedger outages,
            TrafficLedger traffic,
            WatchLedger watch,
            NoticeLedger notices,
            ConfigurationInForce configuration,
            Clock clock) {
        this.outages = outages;
        this.traffic = traffic;
        this.watch = watch;
        this.notices = notices;
        this.configuration = configuration;
        this.clock = clock;
    }

    /**
     * When a receiver has got what waits for it.
     *
     * @param perMinute deliveries a minute in the last quarter of an hour
     * @param left time until nothing waits at that rate; null when nothing gets through
     */
    public record Drain(String systemId, long ready, long held, Instant oldest, double perMinute, Duration left) {}

    /**
     * The whole.
     *
     * @param threshold what took longer is late
     * @param late by receiving party, the most first
     * @param gaveUp senders that were told to try later and have sent nothing since
     * @param obsolete deliveries that wait, and are taken back by a later one in the same lane that waits too
     * @param drains receivers that something waits for
     * @param told notices written in the period
     */
    public record View(
            Instant from,
            Instant to,
            Duration threshold,
            List<Impact> late,
            List<SenderFigures> gaveUp,
            List<OutageLedger.Overtaken> obsolete,
            List<Drain> drains,
            List<NoticeRow> told) {}

    /**
     * @param to null for now
     * @throws HubException INVALID_PARAMETER when the period is turned round, in the future or longer than a month
     */
    public View look(Instant from, Instant to, Duration threshold) {
        Instant now = clock.instant();
        Instant end = to == null || to.isAfter(now) ? now : to;
        if (!from.isBefore(end) || Duration.between(from, end).compareTo(LONGEST) > 0) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "from", "before the end, at most 31 days");
        }
        if (threshold.isNegative() || threshold.isZero()) {
            throw new HubException(ErrorCode.INVALID_PARAMETER, "minutes", "at least one");
        }
        return new View(
                from,
                end,
                threshold,
                outages.listImpact(from, end, threshold, now),
                traffic.listSenders(from, end).stream()
                        .filter(Since::hasGivenUp)
                        .toList(),
                outages.listOvertaken(takingBack(), MOST_OVERTAKEN),
                drains(now),
                notices.list(from, end));
    }

    /** Told to try later, and not accepted from after that. To the minute, which is what is kept. */
    static boolean hasGivenUp(SenderFigures sender) {
        return sender.lastTriedLater() != null
                && (sender.lastAccepted() == null || sender.lastAccepted().isBefore(sender.lastTriedLater()));
    }

    private List<Drain> drains(Instant now) {
        Map<String, Long> delivered = outages.countDelivered(now.minus(RATE));
        return watch.listWaiting().stream()
                .map(waiting -> drain(waiting, delivered.getOrDefault(waiting.systemId(), 0L)))
                .toList();
    }

    static Drain drain(Waiting waiting, long delivered) {
        double perMinute = (double) delivered / RATE.toMinutes();
        Duration left = waiting.ready() == 0
                ? Duration.ZERO
                : perMinute == 0 ? null : Duration.ofSeconds(Math.round(waiting.ready() * 60 / perMinute));
        return new Drain(waiting.systemId(), waiting.ready(), waiting.held(), waiting.oldest(), perMinute, left);
    }

    private Set<String> takingBack() {
        return configuration.get().catalogue().listEvents().stream()
                .filter(event -> event.required().contains("reference"))
                .filter(event -> event.effect().actions().stream().anyMatch(TAKING_BACK::contains))
                .map(EventType::code)
                .collect(Collectors.toSet());
    }
}
