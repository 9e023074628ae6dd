package se.knutpunkt.report.figures;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.StatusLedger;
import se.knutpunkt.ledger.StatusLedger.Told;

/** The share of notices within the law's hours and days, of those where the ledger shows when the time began and when it ended. */
final class LawFigures implements FigureSource {

    private final FigureCatalogue catalogue;
    private final StatusLedger ledger;

    LawFigures(FigureCatalogue catalogue, StatusLedger ledger) {
        this.catalogue = catalogue;
        this.ledger = ledger;
    }

    @Override
    public List<Figure> list(Period period, Directory directory) {
        ReportParameters parameters = ReportParameters.of(directory);
        PartyScopes parties = new PartyScopes(directory);
        FigureList figures = new FigureList(catalogue);
        add(
                figures,
                "admission-notice",
                parties,
                ledger.listAdmissionNotices(period.start(), period.end(), parameters.number("admissionNoticeHours")));
        add(
                figures,
                "sip-invitation",
                parties,
                ledger.listInvitations(period.start(), period.end(), parameters.number("sipInvitationDays")));
        add(
                figures,
                "discharge-information",
                parties,
                ledger.listDischargeInformation(
                        period.start(), period.end(), parameters.number("dischargeInformationDays")));
        return figures.list();
    }

    static void add(FigureList figures, String notice, PartyScopes parties, List<Told> told) {
        Map<Scope, long[]> counts = new TreeMap<>();
        counts.put(Scope.WHOLE, new long[2]);
        for (Told one : told) {
            switch (one.side()) {
                case "SENDER" -> {
                    String party = parties.partyOfUnit(one.who());
                    // A municipality is measured by what it got, as it is who waits for it.
                    if (!parties.isMunicipality(party)) {
                        add(counts, Scope.ofParty(party.isEmpty() ? VolumeFigures.NO_PARTY : party), one);
                    }
                }
                case "RECEIVER" -> {
                    if (parties.isMunicipality(one.who())) {
                        add(counts, Scope.ofParty(one.who()), one);
                        String subregion = parties.subregionOf(one.who());
                        if (!subregion.isEmpty()) {
                            add(counts, Scope.ofSubregion(subregion), one);
                        }
                    }
                }
                default -> add(counts, Scope.WHOLE, one);
            }
        }
        counts.forEach((scope, count) -> {
            figures.add("status.law." + notice + ".measured", scope, count[0]);
            figures.addShare("status.law." + notice + ".in-time", scope, count[1], count[0]);
        });
    }

    private static void add(Map<Scope, long[]> counts, Scope scope, Told told) {
        long[] count = counts.computeIfAbsent(scope, any -> new long[2]);
        count[0] += told.measured();
        count[1] += told.inTime();
    }
}
