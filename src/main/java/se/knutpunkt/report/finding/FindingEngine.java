package se.knutpunkt.report.finding;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import se.knutpunkt.report.figures.Figure;
import se.knutpunkt.report.figures.FigureCatalogue;
import se.knutpunkt.report.figures.FigureDefinition;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Scope;

/** Holds the rules against a period's figures: the same figures always give the same findings, in the same order. */
public final class FindingEngine {

    private final FindingRules rules;
    private final FigureCatalogue catalogue;
    private final FindingWriter writer;
    private final Predicate<String> ofInterest;

    /**
     * @param names a party's or service's name by its id
     * @param ofInterest which parties a rule over parties looks at, by id
     */
    public FindingEngine(
            FindingRules rules, FigureCatalogue catalogue, UnaryOperator<String> names, Predicate<String> ofInterest) {
        this.rules = rules;
        this.catalogue = catalogue;
        this.writer = new FindingWriter(names);
        this.ofInterest = ofInterest;
    }

    /**
     * The gravest first, else in order of the register.
     *
     * @param before the figures of the period before, or null
     */
    public List<Finding> find(FigureSet now, FigureSet before) {
        List<Finding> findings = new ArrayList<>();
        for (FindingRule rule : rules.list()) {
            List<Hit> hits = hits(rule, now, before);
            if (!hits.isEmpty()) {
                findings.add(finding(rule, catalogue.get(rule.figure()), hits));
            }
        }
        return findings.stream().sorted().toList();
    }

    private Finding finding(FindingRule rule, FigureDefinition definition, List<Hit> hits) {
        List<String> scopes =
                hits.stream().map(Hit::scope).filter(scope -> !scope.isEmpty()).toList();
        String sentence = hits.size() == 1
                ? writer.one(
                        rule,
                        definition,
                        hits.get(0).scope(),
                        hits.get(0).value(),
                        hits.get(0).before())
                : writer.many(rule, definition, scopes);
        return new Finding(rule.id(), rule.figure(), rule.severity(), scopes, sentence, rule.decision());
    }

    private List<Hit> hits(FindingRule rule, FigureSet now, FigureSet before) {
        List<Hit> hits = new ArrayList<>();
        for (Figure figure : looked(rule, now)) {
            BigDecimal earlier = before == null
                    ? null
                    : before.value(rule.figure(), figure.scope()).orElse(null);
            if (largeEnough(rule, now, figure.scope()) && fires(rule, figure, earlier)) {
                hits.add(new Hit(name(figure.scope()), figure.value(), earlier));
            }
        }
        hits.sort(worstFirst(rule));
        return hits;
    }

    /** A figure that is missing altogether is looked at too, for the whole. */
    private List<Figure> looked(FindingRule rule, FigureSet now) {
        List<Figure> figures = now.list(rule.figure(), rule.shape()).stream()
                .filter(figure -> figure.scope().party().isEmpty()
                        || figure.scope().isSubregion()
                        || ofInterest.test(figure.scope().party()))
                .toList();
        return figures.isEmpty() && rule.shape().equals("whole")
                ? List.of(Figure.missing(catalogue.get(rule.figure()), Scope.WHOLE, Figure.NO_DATA))
                : figures;
    }

    private static boolean largeEnough(FindingRule rule, FigureSet now, Scope scope) {
        return rule.least() == null
                || now.value(rule.least().figure(), scope)
                        .filter(value -> value.compareTo(rule.least().value()) >= 0)
                        .isPresent();
    }

    private static boolean fires(FindingRule rule, Figure figure, BigDecimal before) {
        if (rule.when() == FindingRule.When.MISSING) {
            return figure.state() == Figure.State.MISSING && figure.reason().equals(Figure.NO_DATA);
        }
        if (!figure.isPresent()) {
            return false;
        }
        return switch (rule.when()) {
            case BELOW -> figure.value().compareTo(rule.threshold()) < 0;
            case ABOVE -> figure.value().compareTo(rule.threshold()) > 0;
            case RISEN ->
                changed(figure.value(), before) > 0
                        && Changes.percent(figure.value(), before).compareTo(rule.threshold()) > 0;
            case FALLEN ->
                changed(figure.value(), before) < 0
                        && Changes.percent(figure.value(), before).negate().compareTo(rule.threshold()) > 0;
            case MISSING -> false;
        };
    }

    private static int changed(BigDecimal value, BigDecimal before) {
        return before == null || before.signum() == 0 ? 0 : value.compareTo(before);
    }

    private static Comparator<Hit> worstFirst(FindingRule rule) {
        Comparator<Hit> byValue = Comparator.comparing(Hit::value, Comparator.nullsLast(Comparator.naturalOrder()));
        Comparator<Hit> worst = switch (rule.when()) {
            case BELOW, FALLEN, MISSING -> byValue;
            case ABOVE, RISEN -> byValue.reversed();
        };
        return worst.thenComparing(Hit::scope);
    }

    private static String name(Scope scope) {
        return scope.party().isEmpty() ? scope.service().isEmpty() ? scope.item() : scope.service() : scope.party();
    }

    private record Hit(String scope, BigDecimal value, BigDecimal before) {}
}
