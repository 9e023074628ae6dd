package se.knutpunkt.report.figures;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.StatusLedger;
import se.knutpunkt.ledger.StatusLedger.Certificate;
import se.knutpunkt.ledger.StatusLedger.Failures;

/** What went wrong, what was mended by hand, what was taken back, and how the certificates stand. */
final class OperationFigures implements FigureSource {

    private final FigureCatalogue catalogue;
    private final StatusLedger ledger;

    OperationFigures(FigureCatalogue catalogue, StatusLedger ledger) {
        this.catalogue = catalogue;
        this.ledger = ledger;
    }

    @Override
    public List<Figure> list(Period period, Directory directory) {
        FigureList figures = new FigureList(catalogue);
        if (ledger.listNodeLives(period.start(), period.end()).isEmpty()) {
            // Nobody gathered what failed, so that none is known is not that there was none.
            figures.addMissing("status.failures", Scope.WHOLE, Figure.NO_DATA);
        } else {
            failures(figures, new PartyScopes(directory), ledger.listFailures(period.start(), period.end()));
        }
        Map<String, Long> mended = ledger.countMended(period.start(), period.end());
        mended.forEach((step, count) -> figures.add("status.reprocessing", Scope.ofItem(step), count));
        figures.add(
                "status.reprocessing",
                Scope.WHOLE,
                mended.values().stream().mapToLong(Long::longValue).sum());
        figures.add("deviations.withdrawn", Scope.WHOLE, ledger.countWithdrawn(period.start(), period.end()));
        certificates(figures, ledger.listCertificates(period.end()), period.end(), ReportParameters.of(directory));
        return figures.list();
    }

    private static void failures(FigureList figures, PartyScopes parties, List<Failures> failures) {
        Map<Scope, Long> counts = new TreeMap<>();
        counts.put(Scope.WHOLE, 0L);
        for (Failures one : failures) {
            counts.merge(Scope.WHOLE, one.count(), Long::sum);
            counts.merge(Scope.ofItem(one.errorNumber()), one.count(), Long::sum);
            String party = parties.partyOfSystem(one.system());
            if (!party.isEmpty()) {
                counts.merge(Scope.ofParty(party), one.count(), Long::sum);
            }
        }
        counts.forEach((scope, count) -> figures.add("status.failures", scope, count));
    }

    private static void certificates(
            FigureList figures, List<Certificate> certificates, Instant end, ReportParameters parameters) {
        if (certificates.isEmpty()) {
            List.of("known", "expiring", "expired")
                    .forEach(id -> figures.addMissing("status.certificates." + id, Scope.WHOLE, Figure.NO_DATA));
            return;
        }
        Instant soon = end.plus(Duration.ofDays(parameters.number("certificateDays")));
        long expired = certificates.stream()
                .filter(one -> one.notAfter().isBefore(end))
                .count();
        long expiring = certificates.stream()
                        .filter(one -> one.notAfter().isBefore(soon))
                        .count()
                - expired;
        figures.add("status.certificates.known", Scope.WHOLE, certificates.size());
        figures.add("status.certificates.expiring", Scope.WHOLE, expiring);
        figures.add("status.certificates.expired", Scope.WHOLE, expired);
    }
}
