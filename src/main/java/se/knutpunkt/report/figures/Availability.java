package se.knutpunkt.report.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.IncidentLedger;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.ledger.StatusLedger;
import se.knutpunkt.ledger.StatusLedger.NodeLife;

/** The share of minutes in which intake answered, from the nodes' heartbeats and from incidents that stopped intake. */
final class Availability implements FigureSource {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final FigureCatalogue catalogue;
    private final StatusLedger ledger;
    private final IncidentLedger incidents;

    Availability(FigureCatalogue catalogue, StatusLedger ledger, IncidentLedger incidents) {
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.incidents = incidents;
    }

    @Override
    public List<Figure> list(Period period, Directory directory) {
        FigureDefinition share = catalogue.get("status.availability");
        FigureDefinition down = catalogue.get("status.minutes-down");
        List<NodeLife> lives = ledger.listNodeLives(period.start(), period.end());
        Optional<Instant> first = ledger.findFirstStart();
        if (lives.isEmpty() && (first.isEmpty() || !first.get().isBefore(period.start()))) {
            // No node had started yet, so there was nothing that could be away.
            return List.of(
                    Figure.missing(share, Scope.WHOLE, Figure.NO_DATA),
                    Figure.missing(down, Scope.WHOLE, Figure.NO_DATA));
        }
        Instant from = first.filter(at -> at.isAfter(period.start())).orElse(period.start());
        Minutes away = new Minutes(from, period.end());
        markGaps(away, lives, from, period.end());
        String severity = ReportParameters.of(directory).text("availabilityIncident");
        for (IncidentRow incident : incidents.listBetween(period.start(), period.end())) {
            if (incident.severity().equals(severity)) {
                away.mark(incident.beganAt(), incident.endedAt());
            }
        }
        long minutes = (period.end().getEpochSecond() - from.getEpochSecond() + 59) / 60;
        BigDecimal up = BigDecimal.valueOf(minutes - away.count())
                .multiply(HUNDRED)
                .divide(BigDecimal.valueOf(minutes), MathContext.DECIMAL64);
        return List.of(Figure.of(share, Scope.WHOLE, up), Figure.of(down, Scope.WHOLE, away.count()));
    }

    private static void markGaps(Minutes away, List<NodeLife> lives, Instant from, Instant to) {
        List<NodeLife> ordered = new ArrayList<>(lives);
        ordered.sort(Comparator.comparing(NodeLife::from));
        Instant covered = from;
        for (NodeLife life : ordered) {
            if (life.from().isAfter(covered)) {
                away.mark(covered, life.from());
            }
            covered = life.to().isAfter(covered) ? life.to() : covered;
        }
        away.mark(covered, to);
    }
}
