package se.knutpunkt.report.finding;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import se.knutpunkt.report.figures.FigureDefinition;
import se.knutpunkt.report.figures.Unit;
import se.knutpunkt.report.paper.SwedishNumbers;

/** Fills a rule's sentence in. */
final class FindingWriter {

    /** More names than these make no sentence; the table has them all. */
    private static final int NAMED = 3;

    private final UnaryOperator<String> names;

    FindingWriter(UnaryOperator<String> names) {
        this.names = names;
    }

    String one(FindingRule rule, FigureDefinition definition, String scope, BigDecimal value, BigDecimal before) {
        return capital(rule.sentence()
                .replace("{name}", scope.isEmpty() ? "" : names.apply(scope))
                .replace("{value}", shown(definition, value))
                .replace("{threshold}", threshold(rule, definition))
                .replace("{before}", shown(definition, before))
                .replace("{change}", change(value, before)));
    }

    String many(FindingRule rule, FigureDefinition definition, List<String> scopes) {
        List<String> named = scopes.stream().limit(NAMED).map(names).toList();
        int rest = scopes.size() - named.size();
        String list = rest > 0
                ? String.join(", ", named) + " och " + SwedishNumbers.number(rest) + " till"
                : String.join(", ", named.subList(0, named.size() - 1)) + " och " + named.get(named.size() - 1);
        return capital(rule.many()
                .replace("{count}", SwedishNumbers.number(scopes.size()))
                .replace("{names}", list)
                .replace("{threshold}", threshold(rule, definition)));
    }

    static String condition(FindingRule rule) {
        String threshold = rule.threshold() == null
                ? ""
                : SwedishNumbers.number(
                        rule.threshold(), Math.max(0, rule.threshold().scale()));
        return switch (rule.when()) {
            case BELOW -> "under " + threshold;
            case ABOVE -> "över " + threshold;
            case MISSING -> "uppgift saknas";
            case RISEN -> "mer än " + threshold + " % över perioden före";
            case FALLEN -> "mer än " + threshold + " % under perioden före";
        };
    }

    /** The value with its unit, as the report writes it everywhere. */
    static String shown(FigureDefinition definition, BigDecimal value) {
        return SwedishNumbers.withUnit(value, definition.decimals(), unit(definition.unit()));
    }

    static String unit(Unit unit) {
        return switch (unit) {
            case COUNT -> "";
            case PERCENT -> "%";
            case SECONDS -> "s";
            case MINUTES -> "min";
            case DAYS -> "dagar";
            case KRONOR -> "kr";
        };
    }

    private static String threshold(FindingRule rule, FigureDefinition definition) {
        return rule.threshold() == null
                ? ""
                : SwedishNumbers.withUnit(
                        rule.threshold(), Math.max(0, rule.threshold().scale()), unit(definition.unit()));
    }

    private static String change(BigDecimal value, BigDecimal before) {
        return value == null || before == null || before.signum() == 0
                ? SwedishNumbers.UNKNOWN
                : SwedishNumbers.withUnit(Changes.percent(value, before).abs(), 0, "%");
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
