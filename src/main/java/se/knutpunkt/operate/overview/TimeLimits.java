package se.knutpunkt.operate.overview;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.ledger.OverviewLedger;
import se.knutpunkt.ledger.OverviewLedger.Limited;

/**
 * Undelivered messages whose time limit, as the catalogue has it from law or agreement, is near: what waits in the hub while it runs
 * out is trouble for a ward before it is one for a machine.
 */
final class TimeLimits {

    private static final ZoneId SWEDEN = ZoneId.of("Europe/Stockholm");
    private static final int MOST_LOOKED_AT = 2_000;

    private final OverviewLedger ledger;
    private final Duration margin;

    TimeLimits(OverviewLedger ledger, Duration margin) {
        this.ledger = ledger;
        this.margin = margin;
    }

    /** A delivery and when its message must have come. */
    record Due(UUID hubId, UUID deliveryId, String partyId, String eventCode, Instant at) {}

    /** Those whose limit is nearer than the margin, or over; the soonest first. */
    List<Due> listNear(Catalogue catalogue, Instant now) {
        Map<String, EventType.Deadline> limits = new HashMap<>();
        Set<String> facts = new LinkedHashSet<>();
        for (EventType event : catalogue.listEvents()) {
            if (event.deadline() != null && !event.deadline().duration().isEmpty()) {
                limits.put(event.code(), event.deadline());
                facts.addAll(event.deadline().from());
            }
        }
        if (limits.isEmpty()) {
            return List.of();
        }
        Map<UUID, Map<String, Limited>> byDelivery = new HashMap<>();
        for (Limited one : ledger.listLimited(limits.keySet(), facts, MOST_LOOKED_AT)) {
            byDelivery.computeIfAbsent(one.deliveryId(), id -> new HashMap<>()).put(one.fact(), one);
        }
        return byDelivery.values().stream()
                .map(known -> due(known, limits))
                .flatMap(Optional::stream)
                .filter(due -> due.at().isBefore(now.plus(margin)))
                .sorted(Comparator.comparing(Due::at))
                .toList();
    }

    private static Optional<Due> due(Map<String, Limited> known, Map<String, EventType.Deadline> limits) {
        Limited any = known.values().iterator().next();
        EventType.Deadline limit = limits.get(any.eventCode());
        return limit.from().stream()
                .map(known::get)
                .filter(one -> one != null)
                .findFirst()
                .flatMap(one -> end(one.value(), limit.duration()))
                .map(at -> new Due(any.hubId(), any.deliveryId(), any.partyId(), any.eventCode(), at));
    }

    private static Optional<Instant> end(String from, String duration) {
        try {
            Instant start = Instant.parse(from);
            // Days are those of the calendar, whatever the clocks do in between.
            return Optional.of(
                    duration.startsWith("PT")
                            ? start.plus(Duration.parse(duration))
                            : start.atZone(SWEDEN).plus(Period.parse(duration)).toInstant());
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }
}
