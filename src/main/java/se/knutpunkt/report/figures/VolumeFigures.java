package se.knutpunkt.report.figures;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import se.knutpunkt.ledger.StatusLedger.Messages;

/** How many messages came, of which kind and from whom. The parts of each figure make its whole. */
final class VolumeFigures {

    /** What no service is alone about. */
    static final String NO_SERVICE = "other";
    /** A party that is not known, where the message could not be read or its unit is gone. */
    static final String NO_PARTY = "unknown";

    private static final String MISDIRECTED = "misdirected";

    private final FigureCatalogue catalogue;
    private final PartyScopes parties;

    VolumeFigures(FigureCatalogue catalogue, PartyScopes parties) {
        this.catalogue = catalogue;
        this.parties = parties;
    }

    void add(FigureList figures, List<Messages> messages) {
        List<Messages> accepted = messages.stream().filter(Messages::accepted).toList();
        List<Messages> refused =
                messages.stream().filter(one -> !one.accepted()).toList();
        addParts(figures, "status.accepted", accepted);
        addParts(figures, "status.refused", refused);
        split(figures, "status.accepted", accepted, one -> Scope.ofItem(one.event()));
        split(figures, "status.accepted-by-version", accepted, one -> Scope.ofItem(one.event() + "/" + one.version()));
        split(figures, "status.accepted-by-format", accepted, one -> Scope.ofItem(one.format()));
        List<Messages> misdirected =
                accepted.stream().filter(one -> one.event().equals(MISDIRECTED)).toList();
        split(figures, "deviations.misdirected", misdirected, one -> Scope.ofParty(party(one)));
        figures.add("deviations.misdirected", Scope.WHOLE, sum(misdirected));
    }

    private void addParts(FigureList figures, String id, List<Messages> messages) {
        figures.add(id, Scope.WHOLE, sum(messages));
        split(figures, id, messages, one -> Scope.ofService(service(catalogue, one.event())));
        Map<Scope, Long> byParty = new TreeMap<>();
        parties.municipalities().forEach(party -> byParty.put(Scope.ofParty(party.id()), 0L));
        messages.forEach(one -> byParty.merge(Scope.ofParty(party(one)), one.count(), Long::sum));
        byParty.forEach((scope, count) -> figures.add(id, scope, count));
    }

    private static void split(FigureList figures, String id, List<Messages> messages, Function<Messages, Scope> scope) {
        Map<Scope, Long> parts = new TreeMap<>();
        messages.forEach(one -> parts.merge(scope.apply(one), one.count(), Long::sum));
        parts.forEach((part, count) -> figures.add(id, part, count));
    }

    private String party(Messages messages) {
        String party = parties.partyOfUnit(messages.unit());
        return party.isEmpty() ? NO_PARTY : party;
    }

    static String service(FigureCatalogue catalogue, String event) {
        String service = catalogue.serviceOf(event);
        return service.isEmpty() ? NO_SERVICE : service;
    }

    private static long sum(List<Messages> messages) {
        return messages.stream().mapToLong(Messages::count).sum();
    }
}
