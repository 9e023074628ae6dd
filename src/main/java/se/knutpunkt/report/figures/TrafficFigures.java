package se.knutpunkt.report.figures;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.StatusLedger;
import se.knutpunkt.ledger.StatusLedger.Deliveries;
import se.knutpunkt.ledger.StatusLedger.Messages;

/** What went through the hub: messages and deliveries, and the parties that had a part in them. */
final class TrafficFigures implements FigureSource {

    static final List<String> WHOLE = List.of(
            "status.accepted",
            "status.refused",
            "status.deliveries",
            "status.delivered",
            "status.undelivered",
            "status.delivered-late",
            "status.delivered-late-share",
            "status.delivery-time.p50",
            "status.delivery-time.p95",
            "status.delivery-time.p99",
            "status.parties.connected",
            "status.municipalities.connected",
            "deviations.misdirected");

    private final FigureCatalogue catalogue;
    private final StatusLedger ledger;

    TrafficFigures(FigureCatalogue catalogue, StatusLedger ledger) {
        this.catalogue = catalogue;
        this.ledger = ledger;
    }

    @Override
    public List<Figure> list(Period period, Directory directory) {
        List<Messages> messages = ledger.listMessages(period.start(), period.end());
        FigureList figures = new FigureList(catalogue);
        if (messages.isEmpty()
                && ledger.listNodeLives(period.start(), period.end()).isEmpty()) {
            WHOLE.forEach(id -> figures.addMissing(id, Scope.WHOLE, Figure.NO_DATA));
            return figures.list();
        }
        List<Deliveries> deliveries = ledger.listDeliveries(period.start(), period.end());
        PartyScopes parties = new PartyScopes(directory);
        new VolumeFigures(catalogue, parties).add(figures, messages);
        int late = ReportParameters.of(directory).number("lateDeliveryMinutes");
        new DeliveryFigures(catalogue, parties, late).add(figures, deliveries);
        connected(figures, parties, messages, deliveries);
        return figures.list();
    }

    private static void connected(
            FigureList figures, PartyScopes parties, List<Messages> messages, List<Deliveries> deliveries) {
        Set<String> connected = new TreeSet<>();
        messages.stream()
                .filter(Messages::accepted)
                .forEach(message -> connected.add(parties.partyOfUnit(message.unit())));
        deliveries.stream()
                .filter(delivery -> delivery.tenths() != null)
                .forEach(delivery -> connected.add(delivery.party()));
        connected.remove("");
        figures.add("status.parties.connected", Scope.WHOLE, connected.size());
        figures.add(
                "status.municipalities.connected",
                Scope.WHOLE,
                connected.stream().filter(parties::isMunicipality).count());
    }
}
