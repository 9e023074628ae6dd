package se.knutpunkt.operate.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.activation.ConfigurationInForce;
import se.knutpunkt.directory.AlertRule;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.TrafficLedger;
import se.knutpunkt.message.HsaId;

/**
 * Parties that send nothing where something is expected: as many messages as in the mean of the same hours of the same weekday of the
 * weeks before, or as stated in the rule. Whole hours by Swedish time only, so that a week with a change of clocks compares too.
 */
final class SilentPartnerCheck implements AlertCheck {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");

    private final TrafficLedger traffic;
    private final ConfigurationInForce configuration;
    private final Clock clock;

    SilentPartnerCheck(TrafficLedger traffic, ConfigurationInForce configuration, Clock clock) {
        this.traffic = traffic;
        this.configuration = configuration;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "silent-partner";
    }

    @Override
    public List<Condition> find(AlertRule rule) {
        Directory directory = configuration.get().directory();
        LocalDateTime end = LocalDateTime.ofInstant(clock.instant(), ZONE).truncatedTo(ChronoUnit.HOURS);
        Map<String, Condition> found = new TreeMap<>();
        learnt(rule, directory, end, found);
        rule.stated().forEach(stated -> stated(stated, directory, end, found));
        return new ArrayList<>(found.values());
    }

    private void learnt(AlertRule rule, Directory directory, LocalDateTime end, Map<String, Condition> found) {
        Map<String, Long> before = new TreeMap<>();
        for (int week = 1; week <= rule.weeks(); week++) {
            count(directory, end.minusWeeks(week), rule.hours())
                    .forEach((party, count) -> before.merge(party, count, Long::sum));
        }
        // what came since the last whole hour ends the silence as well
        Map<String, Long> now = count(directory, end, rule.hours(), clock.instant());
        before.forEach((party, sum) -> {
            double expected = (double) sum / rule.weeks();
            if (expected >= rule.atLeast() && now.getOrDefault(party, 0L) == 0) {
                found.put(party, condition(party, Math.round(expected), 0, rule.hours()));
            }
        });
    }

    private void stated(AlertRule.Stated stated, Directory directory, LocalDateTime end, Map<String, Condition> found) {
        LocalDateTime start = end.minusHours(stated.hours());
        boolean inside = stated.days().contains(start.getDayOfWeek())
                && start.toLocalDate().equals(end.minusNanos(1).toLocalDate())
                && !start.toLocalTime().isBefore(stated.from())
                && !end.minusNanos(1).toLocalTime().isAfter(stated.until());
        long sent = inside ? count(directory, end, stated.hours()).getOrDefault(stated.party(), 0L) : Long.MAX_VALUE;
        if (sent < stated.atLeast()) {
            found.put(stated.party(), condition(stated.party(), stated.atLeast(), sent, stated.hours()));
        }
    }

    private Map<String, Long> count(Directory directory, LocalDateTime end, int hours) {
        return count(directory, end, hours, instant(end));
    }

    private Map<String, Long> count(Directory directory, LocalDateTime end, int hours, Instant until) {
        Map<String, Long> counts = new TreeMap<>();
        traffic.count(instant(end).minus(Duration.ofHours(hours)), until)
                .forEach((sender, count) -> counts.merge(
                        HsaId.find(sender.unit())
                                .flatMap(directory::findUnit)
                                .map(unit -> unit.partyId())
                                .orElse(sender.systemId()),
                        count,
                        Long::sum));
        return counts;
    }

    private static Condition condition(String party, long expected, long sent, int hours) {
        return new Condition(
                party,
                Map.of(
                        "expected", Long.toString(expected),
                        "sent", Long.toString(sent),
                        "hours", Integer.toString(hours)));
    }

    private static Instant instant(LocalDateTime local) {
        return local.atZone(ZONE).toInstant();
    }
}
