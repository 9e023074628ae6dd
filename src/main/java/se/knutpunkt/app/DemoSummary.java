package se.knutpunkt.app;

import java.text.Collator;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.ledger.RunFigures;
import se.knutpunkt.message.DeliveryState;
import se.knutpunkt.simulate.AddressBook;
import se.knutpunkt.simulate.PartyCounts;
import se.knutpunkt.simulate.SimulatedMunicipality;
import se.knutpunkt.simulate.SimulatedParties;
import se.knutpunkt.simulate.SummaryFigures;
import se.knutpunkt.simulate.SummaryFigures.ReceiverRow;
import se.knutpunkt.simulate.SummaryFigures.TimeRow;
import se.knutpunkt.simulate.TrafficResult;

/** Puts the figures of a run together: the ledger's, the meters' and those of the simulated parties. */
final class DemoSummary {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv-SE");
    private static final String OTHERS = "Hospitals, primary care and others";

    private final AddressBook book;
    private final RunFigures figures;
    private final DemoMeters meters;
    private final SimulatedParties parties;
    private final Duration ready;

    /** @param ready time from start of the JVM to ready */
    DemoSummary(AddressBook book, RunFigures figures, DemoMeters meters, SimulatedParties parties, Duration ready) {
        this.book = book;
        this.figures = figures;
        this.meters = meters;
        this.parties = parties;
        this.ready = ready;
    }

    SummaryFigures figures(TrafficResult traffic, Instant since) {
        Map<String, Map<String, Long>> deliveries = figures.countDeliveries(since);
        List<SimulatedMunicipality> inOrder = book.municipalities().stream()
                .sorted(Comparator.comparing(SimulatedMunicipality::name, Collator.getInstance(SWEDISH)))
                .toList();
        List<ReceiverRow> rows = inOrder.stream()
                .map(municipality -> row(municipality.name(), deliveries.remove(municipality.partyId())))
                .toList();
        ReceiverRow others = row(OTHERS, null);
        for (Map<String, Long> party : deliveries.values()) {
            others = others.plus(row(OTHERS, party));
        }
        RunFigures.DeliveryTimes times = figures.deliveryTimes(since);
        return new SummaryFigures(
                traffic,
                new TreeMap<>(figures.countMessages(since)),
                rows,
                others,
                new TreeMap<>(figures.countReceipts(since)),
                meters.list(),
                new TimeRow("accepted to delivered", times.count(), times.p50(), times.p95(), times.p99()),
                parties.counts().values().stream().reduce(PartyCounts.NONE, PartyCounts::plus),
                parties.listOrderErrors(traffic.accepted()),
                ResidentMemory.read(),
                ready);
    }

    private static ReceiverRow row(String name, Map<String, Long> states) {
        Map<String, Long> known = states == null ? Map.of() : states;
        return new ReceiverRow(
                name,
                known.values().stream().mapToLong(Long::longValue).sum(),
                known.getOrDefault(DeliveryState.DELIVERED.name(), 0L),
                known.getOrDefault(DeliveryState.READY.name(), 0L)
                        + known.getOrDefault(DeliveryState.SENDING.name(), 0L),
                known.getOrDefault(DeliveryState.HELD.name(), 0L));
    }
}
