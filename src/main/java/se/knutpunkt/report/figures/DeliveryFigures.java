package se.knutpunkt.report.figures;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import se.knutpunkt.ledger.StatusLedger.Deliveries;

/** What came out: how many deliveries, how many of them were made, and how long they took. */
final class DeliveryFigures {

    private static final int TENTHS_A_MINUTE = 600;
    private static final int[] PERCENTILES = {50, 95, 99};

    private final FigureCatalogue catalogue;
    private final PartyScopes parties;
    private final int lateMinutes;

    DeliveryFigures(FigureCatalogue catalogue, PartyScopes parties, int lateMinutes) {
        this.catalogue = catalogue;
        this.parties = parties;
        this.lateMinutes = lateMinutes;
    }

    void add(FigureList figures, List<Deliveries> deliveries) {
        Map<Scope, DeliveryTally> tallies = new TreeMap<>();
        tallies.put(Scope.WHOLE, new DeliveryTally());
        parties.municipalities().forEach(party -> tallies.put(Scope.ofParty(party.id()), new DeliveryTally()));
        parties.subregions().forEach(name -> tallies.put(Scope.ofSubregion(name), new DeliveryTally()));
        for (Deliveries one : deliveries) {
            for (Scope scope : scopes(one)) {
                tallies.computeIfAbsent(scope, any -> new DeliveryTally()).add(one.tenths(), one.count());
            }
        }
        tallies.forEach((scope, tally) -> add(figures, scope, tally));
    }

    private List<Scope> scopes(Deliveries one) {
        String party = one.party().isEmpty() ? VolumeFigures.NO_PARTY : one.party();
        String service = VolumeFigures.service(catalogue, one.event());
        Scope part = new Scope(service, party, "");
        String subregion = parties.subregionOf(party);
        return subregion.isEmpty()
                ? List.of(Scope.WHOLE, Scope.ofService(service), Scope.ofParty(party), part)
                : List.of(
                        Scope.WHOLE,
                        Scope.ofService(service),
                        Scope.ofParty(party),
                        part,
                        Scope.ofSubregion(subregion));
    }

    private void add(FigureList figures, Scope scope, DeliveryTally tally) {
        figures.add("status.deliveries", scope, tally.all());
        figures.add("status.delivered", scope, tally.delivered());
        if (!catalogue.get("status.undelivered").scopes().contains(scope.shape())) {
            return;
        }
        long late = tally.countAbove(lateMinutes * TENTHS_A_MINUTE);
        figures.add("status.undelivered", scope, tally.undelivered());
        figures.add("status.delivered-late", scope, late);
        figures.addShare("status.delivered-late-share", scope, late, tally.delivered());
        for (int percent : PERCENTILES) {
            String id = "status.delivery-time.p" + percent;
            OptionalInt tenths = tally.percentile(percent);
            if (tenths.isPresent()) {
                figures.add(id, scope, BigDecimal.valueOf(tenths.getAsInt(), 1));
            } else {
                figures.addMissing(id, scope, Figure.NOTHING_TO_MEASURE);
            }
        }
    }
}
