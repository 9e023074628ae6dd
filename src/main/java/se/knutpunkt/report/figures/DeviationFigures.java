package se.knutpunkt.report.figures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.ledger.IncidentRow;
import se.knutpunkt.report.figures.Deviations.Seen;

/** What the incidents of a period come to. */
final class DeviationFigures implements FigureSource {

    private static final List<String> SEVERITIES = List.of("MINOR", "MAJOR", "CRITICAL");

    private final FigureCatalogue catalogue;
    private final Deviations deviations;

    DeviationFigures(FigureCatalogue catalogue, Deviations deviations) {
        this.catalogue = catalogue;
        this.deviations = deviations;
    }

    @Override
    public List<Figure> list(Period period, Directory directory) {
        List<Seen> all = deviations.listSeen(period, directory);
        List<Seen> begun = all.stream().filter(Seen::began).toList();
        FigureList figures = new FigureList(catalogue);
        counts(figures, begun);
        lengths(figures, all, period);
        effects(figures, begun);
        actions(figures, all);
        reserve(figures, all, period);
        security(figures, all, period);
        return figures.list();
    }

    private static void counts(FigureList figures, List<Seen> begun) {
        Map<Scope, Long> counts = new TreeMap<>();
        Map<String, Long> causes = new TreeMap<>();
        counts.put(Scope.WHOLE, (long) begun.size());
        SEVERITIES.forEach(severity -> counts.put(Scope.ofItem(severity), 0L));
        for (Seen one : begun) {
            String cause = one.deviation().causeKind();
            counts.merge(Scope.ofItem(one.deviation().severity()), 1L, Long::sum);
            causes.merge(cause.isEmpty() ? "unknown" : cause, 1L, Long::sum);
            one.deviation().parties().forEach(party -> counts.merge(Scope.ofParty(party), 1L, Long::sum));
        }
        counts.forEach((scope, count) -> figures.add("deviations.incidents", scope, count));
        causes.forEach((cause, count) -> figures.add("deviations.incidents-by-cause", Scope.ofItem(cause), count));
    }

    private static void lengths(FigureList figures, List<Seen> all, Period period) {
        Minutes minutes = new Minutes(period.start(), period.end());
        for (Seen one : all) {
            minutes.mark(one.deviation().beganAt(), one.deviation().endedAt());
            figures.add("deviations.minutes", item(one), one.deviation().minutes());
        }
        figures.add("deviations.minutes", Scope.WHOLE, minutes.count());
    }

    private static void effects(FigureList figures, List<Seen> begun) {
        Map<Scope, long[]> effects = new TreeMap<>();
        Map<Scope, Set<String>> parties = new HashMap<>();
        effects.put(Scope.WHOLE, new long[2]);
        parties.put(Scope.WHOLE, new TreeSet<>());
        for (Seen one : begun) {
            effects.put(item(one), new long[2]);
            parties.put(item(one), new TreeSet<>(one.deviation().parties()));
            parties.get(Scope.WHOLE).addAll(one.deviation().parties());
            for (IncidentRow.PartyRow party : one.parties()) {
                String number = Long.toString(one.deviation().number());
                for (Scope scope : List.of(
                        Scope.WHOLE,
                        item(one),
                        Scope.ofParty(party.partyId()),
                        new Scope("", party.partyId(), number))) {
                    long[] effect = effects.computeIfAbsent(scope, any -> new long[2]);
                    effect[0] += party.delayed();
                    effect[1] += party.undelivered();
                }
            }
        }
        effects.forEach((scope, effect) -> {
            figures.add("deviations.delayed", scope, effect[0]);
            figures.add("deviations.undelivered", scope, effect[1]);
        });
        parties.forEach((scope, concerned) -> figures.add("deviations.parties", scope, concerned.size()));
    }

    private static void actions(FigureList figures, List<Seen> all) {
        Map<Scope, Long> counts = new TreeMap<>();
        List.of("OPEN", "OVERDUE", "DONE").forEach(state -> counts.put(Scope.ofItem(state), 0L));
        counts.put(Scope.WHOLE, 0L);
        all.forEach(one -> one.deviation().actions().forEach(action -> {
            counts.merge(Scope.ofItem(action.state()), 1L, Long::sum);
            counts.merge(Scope.WHOLE, 1L, Long::sum);
        }));
        counts.forEach((scope, count) -> figures.add("deviations.actions", scope, count));
    }

    private static void reserve(FigureList figures, List<Seen> all, Period period) {
        Minutes minutes = new Minutes(period.start(), period.end());
        long times = 0;
        for (Seen one : all) {
            for (Deviation.Reserve reserve : one.deviation().reserve()) {
                minutes.mark(reserve.from(), reserve.until());
                times += reserve.from().isBefore(period.start()) ? 0 : 1;
            }
        }
        figures.add("deviations.reserve-routine", Scope.WHOLE, times);
        figures.add("deviations.reserve-routine-minutes", Scope.WHOLE, minutes.count());
    }

    private static void security(FigureList figures, List<Seen> all, Period period) {
        Map<Scope, Long> kinds = new TreeMap<>();
        Map<Scope, Long> late = new TreeMap<>();
        kinds.put(Scope.WHOLE, 0L);
        late.put(Scope.WHOLE, 0L);
        for (Seen one : all) {
            List<String> marked = one.security().stream()
                    .filter(mark -> !mark.at().isBefore(period.start()))
                    .map(Deviations.Marked::kind)
                    .distinct()
                    .toList();
            marked.forEach(kind -> kinds.merge(Scope.ofItem(kind), 1L, Long::sum));
            if (!marked.isEmpty()) {
                kinds.merge(Scope.WHOLE, 1L, Long::sum);
            }
            one.deviation().clocks().stream()
                    .filter(clock ->
                            clock.state().equals("LATE") && !clock.due().isBefore(period.start()))
                    .forEach(clock -> {
                        late.merge(Scope.ofItem(clock.report()), 1L, Long::sum);
                        late.merge(Scope.WHOLE, 1L, Long::sum);
                    });
        }
        kinds.forEach((scope, count) -> figures.add("deviations.security", scope, count));
        late.forEach((scope, count) -> figures.add("deviations.security-late", scope, count));
    }

    private static Scope item(Seen seen) {
        return Scope.ofItem(Long.toString(seen.deviation().number()));
    }
}
